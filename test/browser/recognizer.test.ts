import type { Page } from 'playwright-core'
import { beforeAll, describe, test } from 'vitest'
import { recognizerContract } from '../../packages/sdk/src/testing/recognizer-contract.ts'
import { openPage } from '../support/browser.ts'
import { useRunningDemo } from '../support/running-demo.ts'
import { bundleScript, WORKER } from '../support/sdk-bundles.ts'

/** Subjects of ../contract/recognizer-page.ts, in its order: that module runs in the page only. */
const NAMES = [
  'localRecognizer',
  'localRecognizer in a worker',
  'remoteRecognizer',
  'remoteRecognizer through its stream',
  'fallbackRecognizer, on the device',
  'fallbackRecognizer, at the edge',
]

const HTML = '<!doctype html><title>Contract</title><script type="module" src="page.js"></script>'

const demo = useRunningDemo()
let page: Page
beforeAll(async () => {
  const scripts = {
    page: bundleScript('test/contract/recognizer-page.ts'),
    worker: bundleScript(WORKER),
  }
  ;({ page } = await openPage(demo.browser, 'about:blank'))
  const folder = `${demo.server.url}/sdk-test/`
  await page.route(`${folder}*`, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)
    const script = name === 'page.js' ? scripts.page : name === 'worker.js' && scripts.worker
    if (script) await route.fulfill({ contentType: 'text/javascript', body: await script })
    else await route.fulfill({ contentType: 'text/html', body: HTML })
  })
  await page.goto(folder)
  await page.waitForFunction(() => 'recognizers' in globalThis)
})

describe.each(NAMES.map((name, s) => ({ name, s })))(
  'in Chromium, contract of $name',
  ({ name, s }) => {
    const source = 'edge'
    const create = () => {
      throw new Error('behaviours run in the page')
    }
    recognizerContract({ name, source, create }).forEach((behaviour, b) => {
      test(behaviour.name, () =>
        page.evaluate(([i, j]) => recognizers.runBehaviour(i, j), [s, b] as const),
      )
    })
  },
)
