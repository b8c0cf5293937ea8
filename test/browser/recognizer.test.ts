import type { Page } from 'playwright-core'
import { beforeAll, describe, test } from 'vitest'
import { recognizerContract } from '../../packages/sdk/src/testing/recognizer-contract.ts'
import { bundleScript } from '../../scripts/support/bundle-modules.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { openPage } from '../support/browser.ts'
import { useRunningDemo } from '../support/running-demo.ts'

/** Subjects of ../contract/recognizer-page.ts, in its order: that module runs in the page only. */
const NAMES = [
  'localRecognizer',
  'localRecognizer in a worker',
  'remoteRecognizer',
  'remoteRecognizer through its stream',
  'fallbackRecognizer, on the device',
  'fallbackRecognizer, at the edge',
]

const demo = useRunningDemo()
let page: Page
beforeAll(async () => {
  const [script, worker] = await Promise.all([
    bundleScript(`${ROOT}test/contract/recognizer-page.ts`),
    bundleScript(`${ROOT}packages/sdk/src/worker/main.ts`),
  ])
  // A page that the server sends itself: from one that a test makes up, Chromium opens no WebSocket to this machine.
  ;({ page } = await openPage(demo.browser, `${demo.server.url}/healthz`, { bypassCSP: true }))
  await page.route('**/sdk-test/worker.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: worker }),
  )
  await page.addScriptTag({ type: 'module', content: script })
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
