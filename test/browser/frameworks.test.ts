/** The listings of docs/frameworks.md, run as they stand; React's is an example page, see element-examples.test.ts. */
import type { InkPad } from 'edgeink/element'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { openElementPage, Pad, SEVEN } from '../support/element-page.ts'
import { bundleListing, FRAMEWORKS, type FrameworkName } from '../support/framework-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

test.each(Object.keys(FRAMEWORKS) as FrameworkName[])(
  '%s: the value is bound both ways, events arrive, and objects are set as properties',
  async (name) => {
    await using opened = await openElementPage(browser, {
      body: '<form><div id="root"></div></form>',
      script: await bundleListing(name),
      // Angular's compiler runs in the page here.
      scriptSource: name === 'Angular' ? "'unsafe-eval'" : undefined,
    })
    const { page, complaints } = opened
    const pad = new Pad(page, 'ink-pad')
    const said = page.locator('output')
    await said.getByText('after no answers').waitFor()
    await pad.draw(SEVEN)
    await said.getByText('7 after some answers').waitFor()
    expect(await pad.host.evaluate((host: InkPad) => host.validity.valid)).toBe(true)
    expect(await page.evaluate(() => [...new FormData(document.forms[0])])).toEqual([
      ['digit', '7'],
    ])
    await pad.host.getByRole('button', { name: 'Annuler' }).waitFor()
    await page.getByRole('button', { name: 'Again' }).click()
    await said.getByText(/^ ?after some answers$/).waitFor()
    expect(
      await pad.host.evaluate(({ value, ink, validity }: InkPad) => ({
        value,
        strokes: ink.length,
        isMissing: validity.valueMissing,
      })),
    ).toEqual({ value: '', strokes: 0, isMissing: true })
    await pad.input.press('4')
    await said.getByText('4 after some answers').waitFor()
    expect(complaints).toEqual([])
  },
)
