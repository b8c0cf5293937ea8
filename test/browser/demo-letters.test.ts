import { describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { type DemoPage, SEVEN, type Strokes } from '../support/demo-page.ts'
import { openDemo, useRunningDemo } from '../support/running-demo.ts'

const running = useRunningDemo()

const CAPITAL_A: Strokes = [
  [
    [0, 150],
    [30, 75],
    [60, 0],
    [90, 75],
    [120, 150],
  ],
  [
    [25, 95],
    [95, 95],
  ],
]

/** Files of the model of letters that the page asks for from now on. */
function watchModel({ page }: { page: DemoPage['page'] }): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/letters/')) asked.push(pathname)
  })
  return asked
}

describe('letters', () => {
  test('are read by a model that is loaded when they are first chosen, and once', async () => {
    await using opened = await openDemo(running, { serviceWorkers: 'block' })
    const { demo } = opened
    const asked = watchModel(opened)
    await demo.draw(SEVEN)
    await demo.answer(1)
    expect(asked).toEqual([])
    await demo.clear()
    await demo.useAlphabet('letters')
    await demo.draw(CAPITAL_A)
    expect(await demo.answer(2)).toEqual({ label: 'A', state: 'sure', source: 'device' })
    await demo.useAlphabet('digits')
    await demo.useAlphabet('letters')
    await demo.answer(2)
    expect(asked.map((path) => path.replace(/-[0-9a-f]+/, '')).sort()).toEqual([
      '/letters/manifest.json',
      '/letters/raster.onnx',
      '/letters/trace.onnx',
    ])
  })

  test('show the ten likeliest labels, the likeliest first', async () => {
    await using opened = await openDemo(running)
    const { demo, page, complaints } = opened
    await demo.useAlphabet('letters')
    await demo.draw(CAPITAL_A)
    await demo.answer(2)
    expect(complaints).toEqual([])
    const meters = page.getByRole('meter')
    const values = await meters.evaluateAll((all) => all.map((meter) => Number(meter.ariaValueNow)))
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect(values).toHaveLength(10)
    expect(await page.locator('.bars .name').first().textContent()).toBe('A')
    expect(await meters.first().getAttribute('aria-label')).toBe('Probability of capital A')
  })

  test('are announced with their case, which a voice would not tell', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.useAlphabet('letters')
    await demo.draw(CAPITAL_A)
    await demo.answer(2)
    expect(await page.getByRole('status').textContent()).toMatch(/^capital A, [\d.]+ %$/)
  })

  test('are not read at the edge, whose choice comes back with the digits', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.useSource('edge')
    await demo.useAlphabet('letters')
    const edge = page.getByRole('radio', { name: 'At the edge' })
    expect(await edge.isDisabled()).toBe(true)
    expect(await page.getByRole('radio', { name: 'On this device' }).isChecked()).toBe(true)
    expect(await page.getByText('Letters are read on this device alone.').isVisible()).toBe(true)
    await demo.useAlphabet('digits')
    expect(await edge.isDisabled()).toBe(false)
    await demo.useSource('edge')
    await demo.draw(SEVEN)
    expect(await demo.answer(1, 'edge')).toMatchObject({ label: '7' })
  })

  test('take over the ink that is on the pad, and give it back', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    await demo.answer(1)
    await demo.useAlphabet('letters')
    await expect
      .poll(() => page.getByRole('meter').first().getAttribute('aria-label'))
      .toBe('Probability of 7')
    await demo.useAlphabet('digits')
    await expect.poll(() => page.locator('.bars .value').nth(7).textContent()).not.toBe('–')
    expect(await page.locator('.bars .name').allTextContents()).toEqual([...'0123456789'])
  })

  test('are read offline, once they were read', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await demo.useAlphabet('letters')
    await page.context().setOffline(true)
    await page.reload()
    await demo.ready()
    await demo.useAlphabet('letters')
    await demo.draw(CAPITAL_A)
    expect(await demo.answer(2)).toMatchObject({ label: 'A' })
  })
})

test.for([
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
  ['small phone', { width: 320, height: 568 }],
] as const)(
  'on a %s axe finds nothing where letters are written, and all of it fits',
  async ([, viewport]) => {
    await using opened = await openDemo(running, { viewport, reducedMotion: 'reduce' })
    const { demo, page } = opened
    await demo.useAlphabet('letters')
    expect(await violations(page)).toEqual([])
    await demo.draw(CAPITAL_A)
    await demo.answer(2)
    expect(await violations(page)).toEqual([])
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return { scrollWidth, clientWidth }
    })
    expect(scrollWidth).toBe(clientWidth)
  },
)
