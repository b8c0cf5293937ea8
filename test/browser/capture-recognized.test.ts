/** Ink that is drawn has the labels that the model gives for it; and when all is disposed of, nothing is left. */
import { expect, test } from 'vitest'
import { launchBrowser, openPage } from '../support/browser.ts'
import { heldOutDigits } from '../support/held-out-digits.ts'
import { FidelityPage, placementOf } from './drawing-fidelity.ts'
import { countLeftovers } from './drawing-leftovers.ts'
import { MODEL_URL, servePage } from './drawing-served.ts'

const PAGE = new URL('drawing-model-page.ts', import.meta.url)

test('digits drawn anywhere, in any size, by any device, scrolled, zoomed and pinched keep their labels', async () => {
  await using served = await servePage(PAGE)
  await using browser = await launchBrowser()
  const digits = heldOutDigits().filter((_, i) => i % 4 === 0)
  await using opened = await openPage(browser, served.url, {
    hasTouch: true,
    viewport: { width: 800, height: 700 },
    deviceScaleFactor: 2,
  })
  const { page } = opened
  await page.evaluate((model) => lab.load(model), MODEL_URL)
  const drawing = new FidelityPage(page)
  const different: string[] = []
  for (const [i, { strokes }] of digits.entries()) {
    const placement = placementOf(i)
    const { drawn, direct } = await drawing.compare(strokes, placement)
    if (drawn !== direct) different.push(`${direct} read as ${drawn}: ${JSON.stringify(placement)}`)
  }
  expect(different).toEqual([])
  expect(opened.complaints.filter((text) => !text.includes('404'))).toEqual([])
})

test.for([false, true])(
  'after dispose no listener, observer, worker or memory of WebAssembly is left (worker: %s)',
  async (worker) => {
    await using served = await servePage(PAGE)
    await using browser = await launchBrowser()
    await using opened = await openPage(browser, served.url, {
      viewport: { width: 800, height: 700 },
    })
    const { page } = opened
    const before = await countLeftovers(page)
    await page.evaluate(([model, inWorker]) => lab.load(model, inWorker), [
      MODEL_URL,
      worker,
    ] as const)
    const drawing = new FidelityPage(page)
    await drawing.compare(heldOutDigits()[0].strokes, { ...placementOf(2), device: 'mouse' })
    const during = await countLeftovers(page)
    expect(during.ResizeObserver).toBe(before.ResizeObserver + 1)
    if (worker) expect(during.workers).toBe(1)
    else expect(during['WebAssembly.Memory']).toBeGreaterThan(0)
    await page.evaluate(() => lab.dispose())
    expect(await countLeftovers(page)).toEqual(before)
  },
)
