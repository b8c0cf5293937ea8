import type { InkPad } from 'edgeink/element'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { openPage } from '../support/browser.ts'
import { ONE, Pad, SEVEN } from '../support/element-page.ts'
import type { XY } from '../support/pointers.ts'
import { useRunningDemo } from '../support/running-demo.ts'

const running = useRunningDemo()

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const open = (name: string, options = {}) =>
  openPage(running.browser, `${running.server.url}/examples/${name}/`, {
    serviceWorkers: 'block',
    ...options,
  })

/** Gives each pad of a page an id, by which it is drawn on. */
async function padsOf(page: Page): Promise<Pad[]> {
  await page.locator('ink-pad').first().waitFor()
  const ids = await page
    .locator('ink-pad')
    .evaluateAll((all) => all.map((pad, i) => (pad.id ||= `pad-${i}`)))
  return ids.map((id) => new Pad(page, `#${id}`))
}

/** The edge need not go on once the device has answered. */
const isNotGivenUp = (complaint: string) => !complaint.endsWith('/classify failed')

const isWider = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

test.for([
  ['a desktop', {}],
  ['a phone', PHONE],
] as const)(
  'plain HTML on %s: four digits, written and typed, go out in one form',
  async ([, options]) => {
    await using opened = await open('plain-html', options)
    const { page, complaints } = opened
    const pads = await padsOf(page)
    await page.getByRole('button', { name: 'Open the locker' }).click()
    expect(await pads[0].input.getAttribute('aria-invalid')).toBe('true')
    const drawn = new Map<number, XY[][]>([
      [0, SEVEN],
      [1, ONE],
    ])
    for (const [i, strokes] of drawn) {
      await pads[i].draw(strokes, 'hasTouch' in options ? 'touch' : 'pen')
      await pads[i].settle()
    }
    await pads[2].input.press('4')
    await pads[3].input.press('2')
    expect(await violations(page)).toEqual([])
    expect(await isWider(page)).toBe(false)
    await pads[3].input.press('Enter')
    await page.getByText('Locker for 7142 is open.').waitFor()
    await page.getByRole('button', { name: 'Start again' }).click()
    expect(await Promise.all(pads.map((pad) => pad.value()))).toEqual(['', '', '', ''])
    expect(complaints.filter(isNotGivenUp)).toEqual([])
  },
)

test.for([
  ['a desktop', {}],
  ['a phone', PHONE],
] as const)(
  'React on %s: the field is controlled, its events arrive, and the next sum empties it',
  async ([, options]) => {
    await using opened = await open('react', options)
    const { page, complaints } = opened
    const [pad] = await padsOf(page)
    await pad.draw(SEVEN, 'hasTouch' in options ? 'touch' : 'mouse')
    expect(await pad.settle()).toBe('7')
    await page.getByText(/^\d+ % sure of 7, (on this device|at the edge)\.$/).waitFor()
    await page.getByRole('combobox', { name: '1 + 2 =' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await isWider(page)).toBe(false)
    await pad.input.press('3')
    await page.getByRole('button', { name: 'Right! Next one' }).click()
    await page.getByText('Sum 2 of 5').waitFor()
    await page.getByRole('combobox', { name: '3 + 5 =' }).waitFor()
    expect(await pad.host.evaluate((element: InkPad) => [element.value, element.ink])).toEqual([
      '',
      [],
    ])
    for (const answer of ['8', '9', '8', '0']) {
      await pad.input.press(answer)
      await pad.input.press('Enter')
    }
    await page.getByRole('heading', { name: /\d of 5 right/ }).waitFor()
    expect(complaints.filter(isNotGivenUp)).toEqual([])
  },
)
