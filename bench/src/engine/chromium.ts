import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { bundleScript } from '../../../scripts/support/bundle-modules.ts'
import { requireChromium } from '../../../scripts/support/chromium.ts'
import { type Runtime, type RuntimeResult, timeFromOutside } from './outside.ts'
import { PORTABLE, type PortableName } from './subjects.ts'
import type { StoredWorkload } from './workload.ts'

const PAGE = fileURLToPath(new URL('chromium-page.ts', import.meta.url))
const ORT_WASM = fileURLToPath(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))
const ADDRESS = 'https://bench.example/'
const HTML = '<!doctype html><title>Bench</title><script type="module" src="/page.js"></script>'

/** Times the engines in a page. Its clock ticks coarsely: a sample is many calls. */
export async function timeInChromium(
  { folder }: StoredWorkload,
  rounds: number,
  names: readonly PortableName[] = PORTABLE,
): Promise<RuntimeResult[]> {
  const script = await bundleScript(PAGE)
  return timeFromOutside(names, rounds, () => openPage(folder, script))
}

async function openPage(folder: string, script: string): Promise<Runtime> {
  const browser = await chromium.launch({
    executablePath: requireChromium(),
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage()
  await serve(page, folder, script)
  await page.goto(ADDRESS)
  await page.waitForFunction(() => 'timeAnswers' in globalThis)
  return {
    prepare: (name) => page.evaluate((name) => prepareFor(name), name),
    time: (name, batch, calls) =>
      page.evaluate(([name, batch, calls]) => timeAnswers(name, batch, calls), [
        name,
        batch,
        calls,
      ] as const),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function serve(page: Page, folder: string, script: string): Promise<void> {
  await page.route(`${ADDRESS}**`, (route) => {
    const path = new URL(route.request().url()).pathname
    switch (path) {
      case '/':
        return route.fulfill({ body: HTML, contentType: 'text/html' })
      case '/page.js':
        return route.fulfill({ body: script, contentType: 'text/javascript' })
      case '/ort.wasm':
        return route.fulfill({ path: ORT_WASM, contentType: 'application/wasm' })
      case '/favicon.ico':
        return route.fulfill({ status: 404 })
      default:
        return route.fulfill({ path: join(folder, path) })
    }
  })
}
