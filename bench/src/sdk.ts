/**
 * `npm run bench sdk [-- --strokes N --loads N --digits N]`: the SDK in Chromium, measured in the page: how soon it
 * answers, what a frame costs, how long a page takes to be ready, and what stays in memory.
 */

import type { Browser, Page } from 'playwright-core'
import { countLeftovers, type Leftovers } from '../../test/browser/drawing-leftovers.ts'
import { servePage } from '../../test/browser/drawing-served.ts'
import { launchBrowser } from '../../test/support/browser.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import { machine, printTable, writeResult } from './result.ts'
import { type DrawingResult, measureDrawing } from './sdk/drawing.ts'
import { type MemorySample, measureMemory } from './sdk/memory.ts'
import type {} from './sdk/page.ts'
import { type Percentiles, percentiles } from './sdk/percentiles.ts'

/** What `bench/results/sdk.json` holds. Times in milliseconds, memory in bytes. */
export interface SdkResult {
  readonly command: string
  readonly machine: ReturnType<typeof machine>
  readonly browser: string
  readonly kernel: string
  /** From the start of the navigation to a model that is loaded and a pad that listens; nothing in any cache. */
  readonly load: Percentiles
  readonly drawing: DrawingResult
  readonly memory: readonly MemorySample[]
  /** Counts before the SDK was there, and after `dispose()`. */
  readonly leftovers: { readonly before: Leftovers; readonly after: Leftovers }
}

const VIEWPORT = { width: 800, height: 700 }

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseFlags({
    args: [...args],
    options: {
      strokes: { type: 'string', default: '200' },
      loads: { type: 'string', default: '40' },
      digits: { type: 'string', default: '1000' },
    },
  })
  await using served = await servePage(new URL('sdk/page.ts', import.meta.url))
  await using browser = await launchBrowser()
  const load = await measureLoads(browser, served.url, Number(values.loads))
  await using context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  const before = await emptyCounts(page, served.url)
  await page.goto(served.url)
  await page.evaluate(() => sdkLab!.readyAt)
  const kernel = await page.evaluate(() => sdkLab!.kernel)
  const drawing = await measureDrawing(page, Number(values.strokes))
  const memory = await measureMemory(page, Number(values.digits))
  await page.evaluate(() => {
    sdkLab!.dispose()
    sdkLab = undefined
  })
  const after = await countLeftovers(page)
  const result: SdkResult = {
    command: ['npm run bench sdk', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    machine: machine(),
    browser: `Chromium ${browser.version()}`,
    kernel,
    load,
    drawing,
    memory,
    leftovers: { before, after },
  }
  show(result)
  await writeResult('sdk', result)
}

/** A context of its own has empty caches. The first load is not counted: it warms up the server. */
async function measureLoads(browser: Browser, url: string, count: number): Promise<Percentiles> {
  const times: number[] = []
  for (let i = -1; i < count; i++) {
    await using context = await browser.newContext({ viewport: VIEWPORT })
    const page = await context.newPage()
    await page.goto(url)
    const time = await page.evaluate(() => sdkLab!.readyAt)
    if (i >= 0) times.push(time)
  }
  return percentiles(times)
}

/** The same origin without the SDK. */
async function emptyCounts(page: Page, url: string): Promise<Leftovers> {
  await page.goto(`${url}empty.html`)
  return countLeftovers(page)
}

function show({ load, drawing, memory, leftovers }: SdkResult): void {
  printTable([
    { ms: 'page load → ready', ...load },
    { ms: 'pen down → first prediction', ...drawing.firstPrediction },
    { ms: 'main thread a frame', ...drawing.frameWork },
    { ms: 'of it recognition', ...drawing.frameRecognition },
  ])
  printTable(memory)
  printTable([leftovers.before, leftovers.after])
}
