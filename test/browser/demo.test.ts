import { describe, expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { DemoPage, SEVEN, type Strokes } from '../support/demo-page.ts'
import { createPointer, type Device } from '../support/pointers.ts'
import { openDemo, useRunningDemo } from '../support/running-demo.ts'

const running = useRunningDemo()

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const BAR: Strokes = [
  [
    [30, 70],
    [90, 70],
  ],
]

describe('an empty pad', () => {
  test('invites, and shows no digit', async () => {
    await using opened = await openDemo(running)
    const { demo, page, complaints } = opened
    expect(await demo.result()).toMatchObject({ label: '', state: 'empty' })
    expect(await page.locator('#digit').textContent()).toBe('')
    expect(await page.getByText('Draw a digit, 0 to 9').isVisible()).toBe(true)
    expect(await page.locator('.bars .value').allTextContents()).toEqual(Array(10).fill('–'))
    for (const name of ['Undo', 'Redo', 'Clear']) {
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(true)
    }
    expect(complaints).toEqual([])
  })

  test('an empty pad at the edge sends nothing', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await demo.useSource('edge')
    await demo.covered()
    expect(requests).toEqual([])
    expect(await demo.result()).toMatchObject({ label: '', state: 'empty' })
  })
})

describe('drawing', () => {
  test.for(['mouse', 'touch', 'pen'] as Device[])(
    'with a %s gives a digit while the stroke is still drawn',
    async (device) => {
      await using opened = await openDemo(running, { hasTouch: true })
      const { demo, page, complaints } = opened
      const pointer = await createPointer(page, device)
      const box = (await page.locator('#ink').boundingBox())!
      await pointer.down([box.x + 60, box.y + 60])
      await pointer.move([box.x + 160, box.y + 60])
      await pointer.move([box.x + 100, box.y + 200])
      await page.locator('#result[data-drawing="true"][data-strokes="1"]').waitFor()
      expect((await demo.result()).label).toMatch(/^[0-9]$/)
      await pointer.up([box.x + 100, box.y + 200])
      expect((await demo.answer(1)).label).toMatch(/^[0-9]$/)
      expect(complaints).toEqual([])
    },
  )

  test('shows ten probabilities in fixed order that sum to 100, the top one marked', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    const { label } = await demo.answer(1)
    const meters = page.getByRole('meter')
    const names = await meters.evaluateAll((all) => all.map((meter) => meter.ariaLabel))
    expect(names).toEqual([...'0123456789'].map((digit) => `Probability of ${digit}`))
    const values = await meters.evaluateAll((all) => all.map((meter) => Number(meter.ariaValueNow)))
    const sum = values.reduce((total, value) => total + value, 0)
    expect(Math.abs(sum - 100)).toBeLessThan(0.6)
    expect(values[Number(label)]).toBe(Math.max(...values))
    const marked = await page.locator('.bars li[data-top="true"] .name').allTextContents()
    expect(marked).toEqual([label])
    expect(await page.locator('#digit').textContent()).toBe(label)
  })

  test('shows the raster that the model sees', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    const ink = () =>
      page.locator('#raster').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, 28, 28)
        return data.filter((value, i) => i % 4 === 3 && value > 127).length
      })
    expect(await ink()).toBe(0)
    await demo.draw(SEVEN)
    await demo.answer(1)
    expect(await ink()).toBeGreaterThan(30)
    await demo.clear()
    expect(await ink()).toBe(0)
  })

  test('says who recognised, and how fast', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    await demo.answer(1)
    const status = page.locator('#status-text')
    expect(await status.textContent()).toMatch(
      /^On this device · (wasm-relaxed|wasm-simd|js) · [\d.]+ (µs|ms)$/,
    )
    await demo.useSource('edge')
    await demo.answer(1, 'edge')
    expect(await status.textContent()).toMatch(/^At the edge · [\d.]+ (µs|ms)$/)
  })

  test('the page neither scrolls nor moves while a finger draws on a phone', async () => {
    await using opened = await openDemo(running, PHONE)
    const { demo, page } = opened
    const place = () => page.locator('#ink').boundingBox()
    const before = await place()
    await demo.draw(
      [
        [
          [50, 140],
          [50, 100],
          [50, 50],
          [50, 0],
        ],
      ],
      'touch',
    )
    await demo.answer(1)
    expect(await page.evaluate(() => scrollY)).toBe(0)
    expect(await place()).toEqual(before)
  })
})

describe('undo, redo and clear', () => {
  test('by buttons', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    const seven = await demo.answer(1)
    const one = await demo.covered()
    await demo.draw(BAR)
    await demo.answer(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await demo.answer(1)).toEqual(seven)
    expect(await demo.covered()).toBe(one)
    await page.getByRole('button', { name: 'Redo' }).click()
    await demo.answer(2)
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.locator('#result[data-state="empty"]').waitFor()
    expect(await demo.covered()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await demo.answer(2)
  })

  test('by keys', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    await demo.draw(BAR)
    await demo.answer(2)
    await page.keyboard.press('Control+z')
    await demo.answer(1)
    await page.keyboard.press('Control+Shift+z')
    await demo.answer(2)
    await page.keyboard.press('Meta+z')
    await demo.answer(1)
    await page.keyboard.press('Escape')
    await page.locator('#result[data-state="empty"]').waitFor()
    expect(await demo.covered()).toBe(0)
  })

  test('everything can be reached and used with the Tab key alone', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    await demo.answer(1)
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '')
    const reached: string[] = []
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab')
      reached.push(await focused())
    }
    expect(reached).toEqual(
      expect.arrayContaining(['alphabet-digits', 'source-device', 'undo', 'clear']),
    )
    await page.locator('#source-device').focus()
    await page.keyboard.press('ArrowRight')
    expect((await demo.answer(1, 'edge')).source).toBe('edge')
    await page.locator('#clear').focus()
    await page.keyboard.press('Enter')
    await page.locator('#result[data-state="empty"]').waitFor()
  })
})

describe('the ink is kept', () => {
  test('when the window changes its size', async () => {
    await using opened = await openDemo(running, { viewport: { width: 1280, height: 800 } })
    const { demo, page } = opened
    await demo.draw(SEVEN)
    const before = await demo.answer(1)
    await page.setViewportSize({ width: 360, height: 700 })
    expect(await demo.covered()).toBeGreaterThan(200)
    await demo.useSource('edge')
    expect((await demo.answer(1, 'edge')).label).toBe(before.label)
  })

  test('when the edge cannot be reached: the page says so, offers the device, and comes back by itself', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    await demo.draw(SEVEN)
    const onDevice = await demo.answer(1)
    const before = await demo.covered()
    await demo.cutEdge()
    await demo.useSource('edge')
    const alert = page.getByRole('alert')
    await alert.getByText('The edge cannot be reached.').waitFor()
    expect(await demo.covered()).toBe(before)
    expect(await demo.result()).toMatchObject({ label: '', state: 'unanswered' })
    await demo.mendEdge()
    await alert.waitFor({ state: 'hidden' })
    expect((await demo.answer(1, 'edge')).label).toBe(onDevice.label)
    await demo.cutEdge()
    await demo.draw(BAR)
    await alert.waitFor()
    await page.getByRole('button', { name: 'Use this device' }).click()
    await demo.answer(2)
    expect(await alert.isVisible()).toBe(false)
  })

  test('when the edge answers with a problem, which the page shows until trying again helps', async () => {
    await using opened = await openDemo(running)
    const { demo, page } = opened
    // Longer than the test: nothing but the button can help.
    const headers = { 'retry-after': '600' }
    const problem = {
      type: '/problems/model-unavailable',
      title: 'The model could not be loaded',
      status: 503,
      detail: 'model digits could not be loaded',
      code: 'model-unavailable',
    }
    await demo.cutEdge()
    await page.route('**/classify', (route) =>
      route.fulfill({ status: 503, headers, json: problem }),
    )
    await demo.useSource('edge')
    await demo.draw(SEVEN)
    await page.getByRole('alert').getByText(problem.title).waitFor()
    expect(await demo.covered()).toBeGreaterThan(200)
    await page.unroute('**/classify')
    await page.getByRole('button', { name: 'Try again' }).click()
    expect((await demo.answer(1, 'edge')).label).toMatch(/^[0-9]$/)
  })

  test('when the model does not load, and once it does the ink is read', async () => {
    const opened = await openPage(running.browser, 'about:blank', { serviceWorkers: 'block' })
    await using _ = opened
    const { page } = opened
    await page.route('**/models/**', (route) => route.fulfill({ status: 404 }))
    await page.goto(running.server.url)
    const demo = new DemoPage(page)
    await page.getByRole('alert').getByText('The model could not be loaded.').waitFor()
    await demo.draw(SEVEN)
    await page.locator('#result[data-state="unanswered"]').waitFor()
    await page.unroute('**/models/**')
    await page.getByRole('alert').waitFor({ state: 'hidden' })
    expect((await demo.answer(1)).label).toMatch(/^[0-9]$/)
  })
})

describe('offline', () => {
  test('a page that was loaded once loads again and recognises', async () => {
    await using opened = await openDemo(running)
    const { demo, page, complaints } = opened
    await page.evaluate(() => navigator.serviceWorker.ready)
    await demo.draw(SEVEN)
    const online = await demo.answer(1)
    await page.context().setOffline(true)
    await page.reload()
    await demo.ready()
    await demo.draw(SEVEN)
    expect(await demo.answer(1)).toEqual(online)
    expect(complaints).toEqual([])
  })
})

describe('the page', () => {
  test('leaves nothing of its own in the global scope', async () => {
    await using opened = await openDemo(running, { serviceWorkers: 'block' })
    const { page } = opened
    const names = () => page.evaluate(() => Object.keys(window))
    const here = await names()
    await page.goto(`${running.server.url}/healthz`)
    const blank = new Set(await names())
    expect(here.filter((name) => !blank.has(name) && !/^(_|pw)/.test(name))).toEqual([])
  })
})
