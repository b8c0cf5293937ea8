/** A page that imports the handwriting polyfill as a module, and has the shipped digits model beside it. */
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { bundleModules } from '../../scripts/support/bundle-modules.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { openPage, type WatchedPage } from './browser.ts'

// Not written as `import()` in tests: Vitest replaces that by a function of its own, which the page does not have.
const LOAD = "<script>window.load = (name) => import('/lib/' + name + '.js')</script>"

export interface PolyfillPage extends WatchedPage {
  /** Paths that the page asked for, in order. */
  readonly requests: string[]
}

export interface PolyfillPageOptions {
  /** Where the page is. Default: a secure context. */
  readonly origin?: string
  /** Into the head of the document. */
  readonly head?: string
}

/** Opens the page. In it, `load` imports `index`, `ponyfill` or `auto`; the model is in `/models/digits`. */
export async function openPolyfillPage(
  browser: Browser,
  { origin = 'https://text.example', head = '' }: PolyfillPageOptions = {},
): Promise<PolyfillPage> {
  const opened = await openPage(browser, 'about:blank')
  const modules = await bundle()
  const requests: string[] = []
  await opened.page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    requests.push(pathname)
    const lib = modules.get(pathname)
    if (lib !== undefined) return route.fulfill({ contentType: 'text/javascript', body: lib })
    if (pathname.startsWith('/models/')) {
      return route.fulfill({ body: await readFile(`${ROOT}packages${pathname}`) })
    }
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 })
    const body = `<!doctype html><html lang="en"><title>Text</title>${LOAD}${head}`
    return route.fulfill({ contentType: 'text/html', body })
  })
  await opened.page.goto(origin)
  return { ...opened, requests, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}

let bundled: Promise<Map<string, string>> | undefined

function bundle(): Promise<Map<string, string>> {
  bundled ??= bundleModules(
    Object.fromEntries(
      ['index', 'ponyfill', 'auto'].map((name) => [
        name,
        `${ROOT}packages/sdk/src/polyfill/${name}.ts`,
      ]),
    ),
    '/lib',
  )
  return bundled
}

declare global {
  function load(name: 'index'): Promise<typeof import('edgeink/polyfill')>
  function load(name: 'ponyfill'): Promise<typeof import('edgeink/ponyfill')>
}
