/** A worker that is forbidden, does not come or is killed: no ink is lost, the error says why, and recognition comes back. */
import type { InkPad } from 'edgeink/element'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { loadRecognizers, REMOTE_PAD, SEVEN, WORKER } from '../support/element-page.ts'
import { inkOf, openTroubledPage, type TroubledPage } from '../support/troubled-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Opens a page under the given policy too, with a pad that is read in a worker. */
async function openPad(policy: string, worker = WORKER): Promise<TroubledPage> {
  const opened = await openTroubledPage(browser, { body: REMOTE_PAD, policy })
  await loadRecognizers(opened.page)
  await readIn(opened, worker)
  return opened
}

/** From now on the pad is read in a worker, and in the page where that cannot be if `orHere`. */
function readIn({ pad }: TroubledPage, url: string, orHere = false): Promise<void> {
  return pad.host.evaluate(
    (element: InkPad, [address, isSafe]) => {
      const { localRecognizer, fallbackRecognizer } = sdkRecognizers
      const model = '/models/digits/manifest.json'
      const start = () => {
        const worker = new Worker(address, { type: 'module' })
        Object.assign(window, { worker })
        return worker
      }
      const there = localRecognizer({ model, worker: start })
      element.recognizer = isSafe ? fallbackRecognizer([there, localRecognizer({ model })]) : there
    },
    [url, orHere] as const,
  )
}

test('a policy that forbids workers is told, and a recognizer without one can stand behind it', async () => {
  await using opened = await openPad("worker-src 'none'")
  const { pad, troubles } = opened
  await pad.draw(SEVEN)
  await pad.settle('failed')
  expect(await troubles()).toEqual([
    {
      pad: 'pad',
      code: 'WORKER_CRASHED',
      message: expect.stringMatching(/check `worker`, try again or leave it out/),
    },
  ])
  await readIn(opened, WORKER, true)
  expect(await pad.settle()).toBe('7')
  expect(await inkOf(pad)).toHaveLength(1)
  expect(await troubles()).toEqual([])
})

test('a worker whose script does not come is told, and tried again', async () => {
  let isThere = false
  await using opened = await openPad('', '/late/worker.js')
  const { page, pad, troubles } = opened
  await page.route('**/late/worker.js', async (route) => {
    if (!isThere) return route.fulfill({ status: 404 })
    const body = `import '${WORKER}'`
    await route.fulfill({ contentType: 'text/javascript', body })
  })
  await pad.draw(SEVEN)
  await pad.settle('failed')
  expect(await troubles()).toMatchObject([{ code: 'WORKER_CRASHED' }])
  isThere = true
  expect(await pad.settle()).toBe('7')
  expect(await troubles()).toEqual([])
})

test('a worker that is killed is noticed by its silence, and another reads the same ink', async () => {
  await using opened = await openPad('')
  const { page, pad, skip, troubles } = opened
  await pad.draw(SEVEN)
  expect(await pad.settle()).toBe('7')
  await page.evaluate(() => (window as unknown as { worker: Worker }).worker.terminate())
  // It may recover before a test could see that it had failed.
  const states = await pad.host.evaluateHandle((element: InkPad) => {
    const seen: string[] = []
    element.addEventListener('statechange', ({ detail }) => seen.push(detail.state))
    return seen
  })
  await pad.draw(SEVEN)
  const ink = await inkOf(pad)
  expect(ink).toHaveLength(2)
  await skip(8_000)
  await expect.poll(() => states.jsonValue()).toContain('recognized')
  expect(await states.jsonValue()).toEqual(['drawing', 'reading', 'failed', 'recognized'])
  expect(await inkOf(pad)).toEqual(ink)
  expect(await troubles()).toMatchObject([{ code: 'WORKER_CRASHED' }])
})
