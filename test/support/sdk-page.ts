/** An empty page with the SDK's capture in it, for tests that need no server. */

import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { bundleModules } from '../../scripts/support/bundle-modules.ts'
import { openPage, type WatchedPage } from './browser.ts'

const CAPTURE = fileURLToPath(new URL('../../packages/sdk/src/capture/index.ts', import.meta.url))

const ADDRESS = 'https://pad.example/'

export interface SdkPageOptions extends BrowserContextOptions {
  /** Content of the body; its canvas with the id `pad` becomes one. */
  readonly body?: string
  readonly css?: string
  /** Options of `createInkCapture`. */
  readonly capture?: object
  /** Runs in the page before all else: to take something from the browser that others lack. */
  readonly before?: () => void
  /** JavaScript modules that the page may import, by name. */
  readonly modules?: Readonly<Record<string, string>>
}

/**
 * Opens the page. In it, `capture` is the pad's and `events` lists the names of what it told. Pages of the same
 * browser and kind are one page, opened anew: it takes a fraction of the time.
 */
export async function openSdkPage(
  browser: Browser,
  options: SdkPageOptions = {},
): Promise<WatchedPage> {
  const { body = '<canvas id="pad"></canvas>', css = '', capture = {}, modules, ...kind } = options
  const opened = await pageOf(browser, kind)
  const { page, complaints } = opened
  const style = `body { margin: 0 } #pad { display: block; width: 300px; height: 200px } ${css}`
  const script = `<script type="module">import * as sdk from '/index.js'; window.sdk = sdk</script>`
  const head = `<meta name="viewport" content="width=device-width"><style>${style}</style>${script}`
  const html = `<!doctype html><html lang="en"><title>Pad</title>${head}<body>${body}</body></html>`
  await page.unrouteAll()
  await page.route(`${ADDRESS}**`, async (route) => {
    const path = new URL(route.request().url()).pathname
    const script = modules?.[path.slice(1)] ?? (await captureModules()).get(path)
    if (path === '/') await route.fulfill({ contentType: 'text/html', body: html })
    else if (script) await route.fulfill({ contentType: 'text/javascript', body: script })
    else await route.fulfill({ status: 404 })
  })
  complaints.length = 0
  await page.setViewportSize(options.viewport ?? { width: 800, height: 700 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  await page.goto(ADDRESS)
  await page.evaluate(start, capture)
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('favicon')))
  return { page, complaints, [Symbol.asyncDispose]: async () => {} }
}

/** In the page. */
function start(settings: object): void {
  const capture = sdk.createInkCapture(
    document.querySelector('#pad') as HTMLCanvasElement,
    settings,
  )
  const events: string[] = []
  for (const type of ['strokestart', 'stroke', 'change', 'error'] as const) {
    capture.addEventListener(type, () => events.push(type))
  }
  Object.assign(window, { capture, events })
}

const pages = new WeakMap<Browser, Map<string, Promise<WatchedPage>>>()

function pageOf(
  browser: Browser,
  { before, viewport: _, ...context }: SdkPageOptions,
): Promise<WatchedPage> {
  const known = pages.get(browser) ?? new Map<string, Promise<WatchedPage>>()
  pages.set(browser, known)
  const key = JSON.stringify([context, String(before)])
  const page = known.get(key) ?? openKind(browser, context, before)
  known.set(key, page)
  return page
}

async function openKind(
  browser: Browser,
  context: BrowserContextOptions,
  before: (() => void) | undefined,
): Promise<WatchedPage> {
  const opened = await openPage(browser, 'about:blank', { hasTouch: true, ...context })
  if (before) await opened.page.addInitScript(before)
  return opened
}

let bundled: Promise<Map<string, string>> | undefined

function captureModules(): Promise<Map<string, string>> {
  bundled ??= bundleModules({ index: CAPTURE })
  return bundled
}

declare global {
  const sdk: typeof import('edgeink/capture')
  const capture: import('edgeink/capture').InkCapture
  const events: string[]
}
