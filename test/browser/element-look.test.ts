/** What docs/element.md says of the look: parts, custom properties, the ring of the focus. */
import { readFile } from 'node:fs/promises'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/run.ts'
import { launchBrowser } from '../support/browser.ts'
import { openElementPage, Pad, SEVEN } from '../support/element-page.ts'

let browser: Browser
let documentation: string
beforeAll(async () => {
  ;[browser, documentation] = await Promise.all([
    launchBrowser(),
    readFile(`${ROOT}docs/element.md`, 'utf8'),
  ])
})
afterAll(() => browser?.close())

const styleOf = (part: Locator, ...names: readonly string[]) =>
  part.evaluate((element, names) => {
    const style = getComputedStyle(element)
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))
  }, names)

test('every part that is documented is there for a page to style, and no other', async () => {
  const css = 'ink-pad::part(candidate selected) { color: rgb(1, 2, 3) }'
  await using opened = await openElementPage(browser, { css })
  const pad = new Pad(opened.page)
  await pad.draw(SEVEN)
  await pad.settle()
  const parts = await pad.host.evaluate(({ shadowRoot }) =>
    [...shadowRoot!.querySelectorAll('[part]')].flatMap((element) => [...element.part]),
  )
  const paragraph = /^Parts: [^.]*\./m.exec(documentation)?.[0] ?? ''
  const documented = [...paragraph.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)
  // The region that is read out is not seen.
  expect([...new Set(parts)].filter((part) => part !== 'status').toSorted()).toEqual(
    documented.toSorted(),
  )
  const chosen = await styleOf(pad.host.getByRole('option', { selected: true }), 'color')
  expect(chosen).toEqual({ color: 'rgb(1, 2, 3)' })
})

test('every custom property that is documented changes the look', async () => {
  const values: Readonly<Record<string, string>> = {
    '--ink-pad-pen': 'rgb(1, 0, 0)',
    '--ink-pad-pen-width': '20px',
    '--ink-pad-accent': 'rgb(2, 0, 0)',
    '--ink-pad-background': 'rgb(3, 0, 0)',
    '--ink-pad-color': 'rgb(4, 0, 0)',
    '--ink-pad-border': 'rgb(5, 0, 0)',
    '--ink-pad-invalid': 'rgb(6, 0, 0)',
    '--ink-pad-radius': '7px',
    '--ink-pad-height': '300px',
  }
  const table = documentation.slice(documentation.indexOf('| custom property |'))
  const documented = [...table.matchAll(/`(--ink-pad-[\w-]+)`/g)].map(([, name]) => name)
  expect(Object.keys(values).toSorted()).toEqual([...new Set(documented)].toSorted())
  const rules = Object.entries(values).map(([name, value]) => `${name}: ${value}`)
  const body = '<form><ink-pad id="pad" required></ink-pad></form>'
  await using opened = await openElementPage(browser, {
    body,
    css: `ink-pad { ${rules.join('; ')} }`,
  })
  const { page } = opened
  const pad = new Pad(page)
  const part = (name: string) => pad.host.locator(`[part=${name}]`)
  await page.evaluate(() => document.forms[0].reportValidity())
  expect(await styleOf(part('value'), 'border-top-color', 'color')).toEqual({
    'border-top-color': 'rgb(6, 0, 0)',
    color: 'rgb(2, 0, 0)',
  })
  await pad.draw(SEVEN)
  await pad.settle()
  expect(await styleOf(pad.canvas, 'color')).toEqual({ color: 'rgb(1, 0, 0)' })
  expect(
    await pad.host.evaluate((host: import('edgeink/element').InkPad) => {
      return host.capture!.toJSON().strokes[0].style.width
    }),
  ).toBe(20)
  expect(await styleOf(part('pad'), 'height')).toEqual({ height: '300px' })
  // Drawing gives the pad the focus, and its border the accent.
  await page.mouse.click(5, 5)
  expect(
    await styleOf(
      part('base'),
      'background-color',
      'color',
      'border-top-color',
      'border-top-left-radius',
    ),
  ).toEqual({
    'background-color': 'rgb(3, 0, 0)',
    color: 'rgb(4, 0, 0)',
    'border-top-color': 'rgb(5, 0, 0)',
    'border-top-left-radius': '7px',
  })
})

test('who comes by the keyboard sees where the focus is', async () => {
  await using opened = await openElementPage(browser)
  const { page } = opened
  const pad = new Pad(page)
  const ring = { 'outline-style': 'solid', 'outline-width': '3px' }
  for (const focused of [pad.input, pad.host.getByRole('button', { name: 'Undo' })]) {
    expect(await styleOf(focused, 'outline-style')).toEqual({ 'outline-style': 'none' })
    await page.keyboard.press('Tab')
    expect(await focused.evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(await styleOf(focused, 'outline-style', 'outline-width')).toEqual(ring)
  }
})
