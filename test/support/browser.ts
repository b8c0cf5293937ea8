import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'
import { requireChromium } from '../../scripts/support/chromium.ts'

/** How long a page is waited for: less than a test may take, so that what did not come is named. */
const PATIENCE_MS = 100_000

/** A real Chromium without a window. */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = requireChromium()
  return chromium.launch({ executablePath, args: ['--no-sandbox'], ...options })
}

/** A page of its own context, which remembers whatever it complains about. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page
  /** Console errors and warnings, uncaught exceptions and failed requests. */
  readonly complaints: string[]
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  await page.goto(url)
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}
