import { describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { openPage } from '../support/browser.ts'
import { DemoPage, SEVEN } from '../support/demo-page.ts'
import { useRunningDemo } from '../support/running-demo.ts'

const running = useRunningDemo()

describe.each([
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
  ['small phone', { width: 320, height: 568 }],
] as const)('on a %s', (_, viewport) => {
  test.for(['light', 'dark'] as const)(
    'axe finds nothing in the %s scheme: empty, drawn, failed',
    async (colorScheme) => {
      await using opened = await openPage(running.browser, running.server.url, {
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
      })
      const { page } = opened
      const demo = new DemoPage(page)
      await demo.ready()
      expect(await violations(page)).toEqual([])
      await demo.draw(SEVEN)
      await demo.answer(1)
      expect(await violations(page)).toEqual([])
      await demo.cutEdge()
      await demo.useSource('edge')
      await page.getByRole('alert').waitFor()
      expect(await violations(page)).toEqual([])
    },
  )

  test('nothing is wider than the screen', async () => {
    await using opened = await openPage(running.browser, running.server.url, { viewport })
    const { page } = opened
    const widths = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    expect(widths[0]).toBe(widths[1])
  })
})

test('the digit is announced politely, once a stroke is finished', async () => {
  await using opened = await openPage(running.browser, running.server.url)
  const { page } = opened
  const demo = new DemoPage(page)
  await demo.ready()
  const announcement = page.getByRole('status')
  expect(await announcement.textContent()).toBe('')
  await demo.draw(SEVEN)
  const { label } = await demo.answer(1)
  expect(await announcement.textContent()).toContain(label)
  await demo.clear()
  expect(await announcement.textContent()).toBe('')
})

test('who prefers reduced motion sees none', async () => {
  await using opened = await openPage(running.browser, running.server.url, {
    reducedMotion: 'reduce',
  })
  const { page } = opened
  const demo = new DemoPage(page)
  await demo.ready()
  await demo.draw(SEVEN)
  await demo.answer(1)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('in forced colours the ink and the bars can be seen', async () => {
  await using opened = await openPage(running.browser, running.server.url, {
    forcedColors: 'active',
  })
  const demo = new DemoPage(opened.page)
  await demo.ready()
  await demo.draw(SEVEN)
  await demo.answer(1)
  expect(await demo.covered()).toBeGreaterThan(200)
})
