/** An empty page with the SDK in it, for tests of capture that need no server. */

import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { openPage, type WatchedPage } from './browser.ts'

const CAPTURE = fileURLToPath(new URL('../../packages/sdk/src/capture/index.ts', import.meta.url))

const ADDRESS = 'https://pad.example/'

export interface SdkPageOptions extends BrowserContextOptions {
  /** Content of the body; its canvas with the id `pad` becomes one. */
  readonly body?: string
  readonly css?: string
  /** Options of `createInkCapture`. */
  readonly capture?: object
}

/** Opens the page. In it, `capture` is the pad's and `events` lists the names of what it told. */
export async function openSdkPage(
  browser: Browser,
  options: SdkPageOptions = {},
): Promise<WatchedPage> {
  const { body = '<canvas id="pad"></canvas>', css = '', capture = {}, ...context } = options
  const opened = await openPage(browser, 'about:blank', context)
  const { page } = opened
  const style = `body { margin: 0 } #pad { display: block; width: 300px; height: 200px } ${css}`
  const head = `<meta name="viewport" content="width=device-width"><style>${style}</style>`
  const html = `<!doctype html><html lang="en"><title>Pad</title>${head}<body>${body}</body></html>`
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto(ADDRESS)
  await page.addScriptTag({ content: await bundleCapture() })
  await page.evaluate((settings) => {
    const pad = document.querySelector('#pad') as HTMLCanvasElement
    const made = sdk.createInkCapture(pad, settings)
    const events: string[] = []
    for (const type of ['strokestart', 'stroke', 'change'] as const) {
      made.addEventListener(type, () => events.push(type))
    }
    Object.assign(window, { capture: made, events })
  }, capture)
  return opened
}

let bundled: Promise<string> | undefined

function bundleCapture(): Promise<string> {
  bundled ??= build({
    entryPoints: [CAPTURE],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'sdk',
    conditions: ['@edgeink/source'],
  }).then(({ outputFiles }) => outputFiles[0].text)
  return bundled
}

declare global {
  const sdk: typeof import('edgeink/capture')
  const capture: import('edgeink/capture').InkCapture
  const events: string[]
}
