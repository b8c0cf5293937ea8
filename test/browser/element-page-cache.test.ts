/** A page that the browser froze when it was left, and wakes when a person comes back: the back/forward cache. */
import type { InkPad } from 'edgeink/element'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { ONE, openElementPage, Pad, SEVEN } from '../support/element-page.ts'

let browser: Browser
beforeAll(async () => {
  // playwright turns the cache off.
  browser = await launchBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })
})
afterAll(() => browser?.close())

/** Leaves the page and comes back to it; whether it is the page of before, and no new one. */
async function leaveAndComeBack({ page }: Pad): Promise<boolean> {
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => {
      document.body.dataset.woken = String(persisted)
    })
    location.href = '/next'
  })
  await page.waitForURL('**/next')
  // What is woken is not loaded again.
  await page.evaluate(() => history.back())
  await page.waitForURL(/example\/$/, { waitUntil: 'commit' })
  return page
    .locator('body[data-woken=true]')
    .waitFor()
    .then(
      () => true,
      () => false,
    )
}

/** What the page between was still fetching when it was left. */
const isOfThePage = (complaint: string) => !complaint.endsWith(' failed')

test('ink and value are there, no event tells of them again, and the pad is written on', async () => {
  await using opened = await openElementPage(browser)
  const pad = new Pad(opened.page)
  await pad.draw(SEVEN)
  expect(await pad.settle()).toBe('7')
  await pad.host.evaluate((host: InkPad) => {
    for (const type of ['input', 'change', 'prediction', 'statechange', 'error']) {
      host.addEventListener(type, () => {
        host.dataset.told = `${host.dataset.told ?? ''} ${type}`
      })
    }
  })
  expect(await leaveAndComeBack(pad)).toBe(true)
  expect(
    await pad.host.evaluate(({ value, ink, state, dataset }: InkPad) => ({
      value,
      strokes: ink.length,
      state,
      told: dataset.told,
    })),
  ).toEqual({ value: '7', strokes: 1, state: 'recognized', told: undefined })
  await pad.host.evaluate((host: InkPad) => host.clear())
  await pad.draw(ONE)
  expect(await pad.settle()).toBe('1')
  expect(opened.complaints.filter(isOfThePage)).toEqual([])
})

test('a stroke in the middle of which the page was left ends there, and is read', async () => {
  await using opened = await openElementPage(browser)
  const pad = new Pad(opened.page)
  const inkOf = () => pad.host.evaluate(({ ink }: InkPad) => ink)
  await pad.begin(SEVEN[0])
  const before = await inkOf()
  expect(await leaveAndComeBack(pad)).toBe(true)
  expect(await pad.settle()).toBe('7')
  // The pointer that comes back, still down, is somewhere else: it draws nothing.
  await opened.page.mouse.move(5, 5)
  await opened.page.mouse.up()
  expect(await inkOf()).toEqual(before)
  expect(opened.complaints.filter(isOfThePage)).toEqual([])
})
