/** A page with `<ink-pad>` elements, under the strictest policy: no inline style or script, no foreign origin, trusted types. */
import { readFile } from 'node:fs/promises'
import type { InkPad } from 'edgeink/element'
import type { Browser, BrowserContextOptions, Locator, Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { bundleModules } from '../../scripts/support/bundle-modules.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { openPage, type WatchedPage } from './browser.ts'
import { createPointer, type Device, drawStrokes, type XY } from './pointers.ts'

export const ORIGIN = 'https://pad.example'

function policyOf({ scriptSource = '', policy = '' }: ElementPageOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${scriptSource}`,
    "require-trusted-types-for 'script'",
    policy,
  ].join('; ')
}

export interface ElementPageOptions extends BrowserContextOptions {
  /** Content of the body. Default: one pad, named `digit`, in a form. */
  readonly body?: string
  readonly css?: string
  /** False: nobody defines the element; the module is at `window.edgeink`. */
  readonly define?: boolean
  /** Attributes of `<html>`. */
  readonly html?: string
  /** Answers `POST /classify`. Default: not there. */
  readonly classify?: (route: Route) => Promise<void>
  /** Answers for the files of models. Default: those of the repository. */
  readonly sendModel?: (route: Route) => Promise<void>
  /** Runs in the page before all else: to take something from the browser, or to watch. */
  readonly before?: () => void
  /** More directives of the policy. */
  readonly policy?: string
  /** A module to run in the place of the one that defines the element. */
  readonly script?: string
  /** Where else scripts may come from, as the policy says it. */
  readonly scriptSource?: string
}

/** Hands the module out, so that a test can define the element when it wants to. */
const LATER = "import * as element from '/lib/element.js'; window.edgeink = element"

const FORM = `<form method="get" action="/next">
  <label for="pad">Digit</label>
  <ink-pad id="pad" name="digit"></ink-pad>
  <button type="submit" name="send" value="now">Send</button>
  <button type="reset">Reset</button>
</form>`

/** Opens the page, with the model at its place and no edge unless one is given. */
export async function openElementPage(
  browser: Browser,
  options: ElementPageOptions = {},
): Promise<WatchedPage> {
  const { body = FORM, css = '', define = true, html = 'lang="en"', ...others } = options
  const {
    classify,
    sendModel = sendFile,
    before,
    policy,
    script,
    scriptSource,
    ...context
  } = others
  const opened = await openPage(browser, 'about:blank', context)
  if (before) await opened.page.addInitScript(before)
  const modules = await bundle()
  const entry =
    script !== undefined ? '/lib/script.js' : define ? '/lib/define.js' : '/lib/later.js'
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="/page.css"><script type="module" src="${entry}"></script>`
  const page = `<!doctype html><html ${html}><head><title>Pad</title>${head}</head>
    <body><main><h1>Pad</h1>${body}</main></body></html>`
  await opened.page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const headers = { 'content-security-policy': policyOf({ policy, scriptSource }) }
    const own: Readonly<Record<string, string | undefined>> = {
      '/lib/later.js': LATER,
      '/lib/script.js': script,
    }
    const lib = own[pathname] ?? modules.get(pathname)
    if (lib) return route.fulfill({ contentType: 'text/javascript', body: lib })
    if (pathname.startsWith('/models/')) return sendModel(route)
    if (pathname === '/page.css') return route.fulfill({ contentType: 'text/css', body: css })
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 })
    if (pathname === '/classify') return classify?.(route) ?? route.fulfill({ status: 404 })
    return route.fulfill({ contentType: 'text/html', body: page, headers })
  })
  await opened.page.goto(ORIGIN)
  return opened
}

/** Sends the file of a model that an address means: after a tilde the name of a folder goes on as one likes. */
export async function sendFile(route: Route, edit = (bytes: Buffer): Buffer => bytes) {
  const path = new URL(route.request().url()).pathname.replace(/~[^/]*/, '')
  await route.fulfill({ body: edit(await readFile(`${ROOT}packages${path}`)) })
}

/** The page's modules by their path: the element, the two ways to register it, and recognizers to give it. */
let bundled: Promise<Map<string, string>> | undefined

function bundle(): Promise<Map<string, string>> {
  bundled ??= bundleModules(
    {
      define: `${ROOT}packages/sdk/src/element/define.ts`,
      element: `${ROOT}packages/sdk/src/element/index.ts`,
      local: `${ROOT}packages/sdk/src/recognizer/local.ts`,
      fallback: `${ROOT}packages/sdk/src/recognizer/fallback.ts`,
      worker: `${ROOT}packages/sdk/src/worker/main.ts`,
    },
    '/lib',
  )
  return bundled
}

/** A pad that is read at `/classify` only. */
export const REMOTE_PAD = `<form><ink-pad id="pad" name="digit" mode="remote"></ink-pad></form>`

/** An edge that says this, with 8 as its second thought. */
export function answering(label: string, wait?: () => Promise<void>, rejected = false) {
  return async (route: Route): Promise<void> => {
    await wait?.()
    const candidates = [
      { label, probability: 0.6 },
      { label: '8', probability: 0.4 },
    ]
    const model = { id: 'digits', version: '1.0.0' }
    await route.fulfill({ json: { model, results: [{ candidates, rejected }] } })
  }
}

/** Address of the worker of `localRecognizer`. */
export const WORKER = '/lib/worker.js'

/** As text: Vite would rewrite `import()`. */
const LOAD_RECOGNIZERS = `(async () => {
  const [local, fallback] = ['/lib/local.js', '/lib/fallback.js']
  window.sdkRecognizers = { ...(await import(local)), ...(await import(fallback)) }
})()`

/** Makes `sdkRecognizers` for a test to give to a pad, and lets the page start workers. */
export async function loadRecognizers(page: Page): Promise<void> {
  await page.evaluate(LOAD_RECOGNIZERS)
  await page.evaluate(() => {
    // These pages trust nothing by default, the address of a worker neither.
    const { trustedTypes } = window as unknown as { trustedTypes: TrustedTypes }
    trustedTypes.createPolicy('default', { createScriptURL: (url) => url })
  })
}

interface TrustedTypes {
  createPolicy(name: string, policy: { createScriptURL(url: string): string }): unknown
}

declare global {
  const sdkRecognizers: typeof import('edgeink/local') & typeof import('edgeink/fallback')
}

/** One pad of the page, as a person uses it. Its id is `pad` unless told otherwise. */
export class Pad {
  readonly page: Page
  readonly host: Locator

  constructor(page: Page, selector = '#pad') {
    this.page = page
    this.host = page.locator(selector)
  }

  get input(): Locator {
    return this.host.getByRole('combobox')
  }

  get canvas(): Locator {
    return this.host.locator('canvas')
  }

  /** Draws strokes given in shares of the canvas, 0 to 1. */
  async draw(strokes: readonly (readonly XY[])[], device: Device = 'mouse'): Promise<void> {
    const placed = await this.#place(strokes)
    await drawStrokes(await createPointer(this.page, device), placed)
  }

  /** Draws a stroke but for its end: what comes back lifts the pen. */
  async begin(stroke: readonly XY[], device: Device = 'mouse'): Promise<() => Promise<void>> {
    const [points] = await this.#place([stroke])
    const pointer = await createPointer(this.page, device)
    await pointer.down(points[0])
    for (const point of points.slice(1)) await pointer.move(point)
    return () => pointer.up(points.at(-1)!)
  }

  async #place(strokes: readonly (readonly XY[])[]): Promise<XY[][]> {
    await this.canvas.scrollIntoViewIfNeeded()
    const box = (await this.canvas.boundingBox())!
    const place = ([x, y]: XY) => [box.x + x * box.width, box.y + y * box.height] as const
    return strokes.map((points) => points.map(place))
  }

  /** Waits for a state, and gives the value that it came with. */
  async settle(state = 'recognized'): Promise<string> {
    await this.page.locator(`${await this.#selector()}:state(${state})`).waitFor()
    return this.value()
  }

  /** Waits until the pad's recognizer answers at once: its model is loaded. */
  async ready(): Promise<void> {
    const isReady = (pad: InkPad) => pad.recognizer?.isReady ?? false
    await expect.poll(() => this.host.evaluate(isReady)).toBe(true)
  }

  value(): Promise<string> {
    return this.host.evaluate((pad: InkPad) => pad.value)
  }

  async #selector(): Promise<string> {
    return `#${await this.host.getAttribute('id')}`
  }
}

/** Strokes of the pads' tests, in shares of the pad. */
export const SEVEN: XY[][] = [
  [
    [0.35, 0.2],
    [0.5, 0.2],
    [0.65, 0.2],
    [0.57, 0.5],
    [0.47, 0.85],
  ],
]
export const ONE: XY[][] = [
  [
    [0.5, 0.15],
    [0.5, 0.4],
    [0.5, 0.65],
    [0.5, 0.9],
  ],
]
