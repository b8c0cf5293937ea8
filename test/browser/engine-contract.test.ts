import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleScript } from '../../scripts/support/bundle-modules.ts'
import { classifierContract } from '../contract/classifier-contract.ts'
import { contractSubjects } from '../contract/subjects.ts'
import { launchBrowser } from '../support/browser.ts'

const ENTRY = fileURLToPath(new URL('../contract/page.ts', import.meta.url))
const ORT_WASM = fileURLToPath(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))
const ADDRESS = 'https://engine.example/'
const HTML = '<!doctype html><title>Engine</title><script type="module" src="/page.js"></script>'

let browser: Browser
let script: string
beforeAll(async () => {
  ;[browser, script] = await Promise.all([launchBrowser(), bundleScript(ENTRY)])
})
afterAll(() => browser.close())

describe('in Chromium', () => {
  let page: Page
  beforeAll(async () => {
    page = await openEngine()
  })

  describe.each(contractSubjects().map((subject, s) => ({ subject, s, kernel: subject.kernel })))(
    'the classifier contract, kernel $kernel',
    ({ subject, s }) => {
      classifierContract(subject).forEach(({ name }, b) => {
        it(name, () => page.evaluate(([i, j]) => contract.runBehaviour(i, j), [s, b] as const))
      })
    },
  )
})

describe('a page whose Content-Security-Policy forbids WebAssembly', () => {
  it('gets the kernel in JavaScript, and a named error when it asks for another', async () => {
    const page = await openEngine({ 'content-security-policy': "script-src 'self'" })
    expect(await page.evaluate(() => contract.chosenKernel())).toBe('js')
    expect(await page.evaluate(() => contract.chosenKernel('wasm-simd'))).toBe('KERNEL_UNAVAILABLE')
  })
})

async function openEngine(headers: Record<string, string> = {}): Promise<Page> {
  const page = await browser.newPage()
  await page.route(`${ADDRESS}**`, (route) => {
    const path = new URL(route.request().url()).pathname
    if (path === '/ort.wasm')
      return route.fulfill({ path: ORT_WASM, contentType: 'application/wasm' })
    if (path === '/page.js') return route.fulfill({ body: script, contentType: 'text/javascript' })
    return route.fulfill({ body: HTML, contentType: 'text/html', headers })
  })
  await page.goto(ADDRESS)
  await page.waitForFunction(() => 'contract' in globalThis)
  return page
}
