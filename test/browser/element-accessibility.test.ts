import type { InkPad } from 'edgeink/element'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { ORIGIN, openElementPage, Pad, SEVEN } from '../support/element-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const THEME = ':root { color-scheme: light dark; font-family: sans-serif }'

async function openPad(options: Parameters<typeof openElementPage>[1] = {}) {
  const opened = await openElementPage(browser, { css: THEME, ...options })
  return { ...opened, pad: new Pad(opened.page) }
}

type Outcome = 'sure' | 'unsure' | 'failing'

/** From now on every ink is a 7, a 1 or a 4, with this outcome. */
const readAs = (pad: Pad, outcome: Outcome) =>
  pad.host.evaluate((element: InkPad, how) => {
    const probabilities = how === 'sure' ? [0.9, 0.06, 0.04] : [0.4, 0.35, 0.25]
    const candidates = ['7', '1', '4'].map((label, i) => ({ label, probability: probabilities[i] }))
    element.recognizer = {
      recognize: async () => {
        if (how === 'failing') throw new Error('away')
        const model = { id: 'fixed', version: '1' }
        return { candidates, rejected: how === 'unsure', model, source: 'device', duration: 0 }
      },
      dispose: () => {},
    }
  }, outcome)

test.for([
  ['light', 'ltr'],
  ['dark', 'rtl'],
] as const)(
  'axe finds nothing in the %s scheme, %s: empty, drawn, chosen, unsure, failed, told invalid, disabled',
  async ([colorScheme, dir]) => {
    await using opened = await openPad({
      colorScheme,
      html: `lang="en" dir="${dir}"`,
      viewport: { width: 360, height: 740 },
    })
    const { page, pad, complaints } = opened
    const found: Record<string, string[]> = {}
    const check = async (state: string) => {
      found[state] = await violations(page)
    }
    await pad.host.waitFor()
    await check('empty')
    await readAs(pad, 'sure')
    await pad.draw(SEVEN)
    await pad.settle()
    await check('recognized')
    await pad.input.press('ArrowDown')
    expect(await pad.settle('chosen')).toBe('1')
    await check('chosen')
    await readAs(pad, 'unsure')
    await pad.draw(SEVEN)
    await pad.settle('unsure')
    await check('unsure')
    await readAs(pad, 'failing')
    await pad.settle('failed')
    await check('failed')
    await pad.host.evaluate((element: InkPad) => {
      element.clear()
      element.required = true
      element.checkValidity()
    })
    await check('invalid')
    await pad.host.evaluate((element: InkPad) => {
      element.disabled = true
    })
    await check('disabled')
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])))
    expect(complaints).toEqual([])
  },
)

test('a keyboard is enough: type, choose, clear, undo, redo, send', async () => {
  await using opened = await openPad()
  const { page, pad } = opened
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    return pad.value()
  }
  await readAs(pad, 'sure')
  await press('Tab')
  expect(await pad.input.evaluate((input) => input.matches(':focus'))).toBe(true)
  expect(await press('3')).toBe('3')
  expect(await press('5')).toBe('5')
  expect(await press('Backspace')).toBe('')
  await pad.draw(SEVEN)
  expect(await pad.settle()).toBe('7')
  // The pad has the focus now, as after any drawing, and keys go on to work.
  expect(await press('ArrowDown', 'ArrowDown')).toBe('4')
  expect(await press('ArrowUp')).toBe('1')
  expect(await pad.host.getByRole('option', { selected: true }).textContent()).toContain('1')
  expect(await press('Escape')).toBe('')
  await press('Control+z')
  expect(await pad.settle()).toBe('7')
  expect(await press('Control+z')).toBe('')
  await press('Control+Shift+Z')
  expect(await pad.settle()).toBe('7')
  expect(await press('9')).toBe('9')
  expect(await pad.input.evaluate((input) => input.matches(':focus'))).toBe(true)
  await page.keyboard.press('Tab')
  expect(
    await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.ariaLabel),
  ).toBe('Undo')
  await pad.input.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${ORIGIN}/next?digit=9&send=now`)
})

test('only what is allowed can be typed, in either case, and the field says so', async () => {
  const body = '<ink-pad id="pad" label="Mark" allowed="A B" value="A"></ink-pad>'
  await using opened = await openPad({ body })
  const { pad } = opened
  await pad.input.press('x')
  expect(await pad.value()).toBe('A')
  expect(await pad.host.getByText('Only A B can be entered.').first().isVisible()).toBe(true)
  await pad.input.press('b')
  expect(await pad.value()).toBe('B')
})

test('what was read is announced politely, once the writer has paused', async () => {
  await using opened = await openPad()
  const { page, pad } = opened
  await readAs(pad, 'sure')
  const spoken = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const region = document
          .querySelector('ink-pad')!
          .shadowRoot!.querySelector('[role=status]')!
        const texts: string[] = []
        const observer = new MutationObserver(() => {
          texts.push(region.textContent ?? '')
          if (region.textContent === 'Cleared') resolve(texts)
        })
        observer.observe(region, { childList: true, characterData: true, subtree: true })
      }),
  )
  // Two strokes, as of a 4 or a 7 with a bar, are announced as one.
  await pad.draw([
    ...SEVEN,
    [
      [0.4, 0.5],
      [0.7, 0.5],
    ],
  ])
  await pad.host.getByText('Read: 7').waitFor()
  await page.keyboard.press('Escape')
  expect(await spoken).toEqual(['Read: 7', '', 'Cleared'])
})

test.for([
  ['a label', '<label for="pad">Digit</label><ink-pad id="pad"></ink-pad>', 'Digit'],
  [
    'a label around it',
    '<label>Digit <ink-pad id="pad"><b slot="placeholder">x</b></ink-pad></label>',
    'Digit',
  ],
  ['its attribute', '<ink-pad id="pad" label="Year"></ink-pad>', 'Year'],
  [
    'ARIA',
    '<p id="a">A</p><p id="b">B</p><ink-pad id="pad" aria-labelledby="a b" label="C"></ink-pad>',
    'A B',
  ],
  ['nothing', '<ink-pad id="pad"></ink-pad>', 'Handwriting'],
] as const)('the field is named by %s', async ([, body, name]) => {
  await using opened = await openPad({ body })
  const { page, pad } = opened
  await page.getByRole('combobox', { name, exact: true }).waitFor()
  const label = page.locator('label')
  if ((await label.count()) === 0) return
  await label.click({ position: { x: 2, y: 2 } })
  expect(await pad.input.evaluate((input) => input.matches(':focus'))).toBe(true)
})

test('speaks the language of its attributes, or of its property', async () => {
  const body = '<ink-pad id="pad" lang="de" text-undo="Zurück" text-placeholder="Hier"></ink-pad>'
  await using opened = await openPad({ body })
  const { pad } = opened
  await pad.host.evaluate((element: InkPad) => {
    element.strings = { undo: 'Annuler', clear: 'Leeren', candidates: 'Vorschläge' }
  })
  await readAs(pad, 'sure')
  await pad.draw(SEVEN)
  await pad.settle()
  for (const name of ['Zurück', 'Leeren', 'Redo']) {
    expect(await pad.host.getByRole('button', { name }).count()).toBe(1)
  }
  expect(await pad.host.getByRole('listbox', { name: 'Vorschläge' }).count()).toBe(1)
  // German sets a no-break space before the sign.
  expect(await pad.host.getByRole('option').first().textContent()).toBe('790\u00a0%')
})

test('every target is 44 pixels or larger, also where there is little room, and nothing moves', async () => {
  const body = '<ink-pad id="pad"></ink-pad>'
  await using opened = await openPad({ body, css: `${THEME} ink-pad { inline-size: 12rem }` })
  const { pad } = opened
  const place = () => pad.canvas.boundingBox()
  const before = await place()
  await readAs(pad, 'unsure')
  await pad.draw(SEVEN)
  await pad.settle('unsure')
  expect((await place())?.y).toBe(before?.y)
  const targets = pad.host.locator('button, input, [role=option]')
  for (const target of await targets.all()) {
    const box = (await target.boundingBox())!
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
  }
})

test('who prefers reduced motion sees none, and forced colours leave the ink visible', async () => {
  await using opened = await openPad({ reducedMotion: 'reduce', forcedColors: 'active' })
  const { page, pad } = opened
  await readAs(pad, 'sure')
  await pad.draw(SEVEN)
  await pad.settle()
  expect(await isInked(page)).toBe(true)
  const motions = await page.evaluate(() =>
    document.getAnimations().map((animation) => (animation as CSSAnimation).animationName),
  )
  expect(motions.filter((name) => name !== undefined)).toEqual([])
})

/** Whether the pad shows ink that differs from its ground. */
function isInked(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const canvas = document.querySelector('ink-pad')!.shadowRoot!.querySelector('canvas')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    const at = data.findIndex((value, i) => i % 4 === 3 && value === 255)
    const ground = getComputedStyle(canvas.parentElement!.parentElement!).backgroundColor
    return at > 0 && `rgb(${[...data.slice(at - 3, at)].join(', ')})` !== ground
  })
}
