import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, openPage } from './browser.ts'
import { DemoPage } from './demo-page.ts'
import { type RunningServer, startServer } from './server.ts'

/** A real browser and the real worker, from before the first test of a file until after its last. */
export interface RunningDemo {
  readonly browser: Browser
  readonly server: RunningServer
}

export function useRunningDemo(): RunningDemo {
  let browser: Browser
  let server: RunningServer
  beforeAll(async () => {
    ;[browser, server] = await Promise.all([launchBrowser(), startServer()])
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), server?.stop()])
  })
  return {
    get browser() {
      return browser
    },
    get server() {
      return server
    },
  }
}

/** Opens the page and waits until it recognises. */
export async function openDemo(
  { browser, server }: RunningDemo,
  options: Parameters<typeof openPage>[2] = {},
) {
  const opened = await openPage(browser, server.url, options)
  const demo = new DemoPage(opened.page)
  await demo.ready()
  return { ...opened, demo, [Symbol.asyncDispose]: opened[Symbol.asyncDispose] }
}
