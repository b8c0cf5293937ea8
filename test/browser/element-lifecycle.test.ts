import type { InkPad } from 'edgeink/element'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { openElementPage, Pad, SEVEN } from '../support/element-page.ts'
import { createPointer } from '../support/pointers.ts'

type ElementModule = typeof import('edgeink/element')

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function openPad(options: Parameters<typeof openElementPage>[1] = {}) {
  const opened = await openElementPage(browser, options)
  return { ...opened, pad: new Pad(opened.page) }
}

describe('being defined', () => {
  test('takes up the properties that were set before, and is asked for by name', async () => {
    await using opened = await openPad({ define: false })
    await opened.page.waitForFunction(() => 'edgeink' in window)
    const after = await opened.page.evaluate(() => {
      const pad = document.querySelector('ink-pad') as InkPad
      Object.assign(pad, {
        value: '4',
        required: true,
        allowed: ['3', '4'],
        topK: 2,
        mode: 'local',
      })
      const { defineInkPad, InkPad } = (window as unknown as { edgeink: ElementModule }).edgeink
      const isOffered = customElements.get('ink-pad') === undefined
      defineInkPad()
      defineInkPad()
      defineInkPad('other-pad')
      const other = document.createElement('other-pad')
      const attributes = ['required', 'allowed', 'top-k', 'mode', 'value']
      const names = ['required', 'allowed', 'topK', 'mode', 'value']
      return {
        isOffered,
        isOther: other instanceof InkPad && pad instanceof InkPad,
        value: pad.value,
        attributes: attributes.map((name) => pad.getAttribute(name)),
        hidden: names.filter((name) => Object.hasOwn(pad, name)),
      }
    })
    expect(after).toEqual({
      isOffered: true,
      isOther: true,
      value: '4',
      attributes: ['', '3 4', '2', 'local', null],
      hidden: [],
    })
    expect(opened.complaints).toEqual([])
  })

  test('keeps attributes and properties in step', async () => {
    await using opened = await openPad()
    const values = await opened.page.evaluate(() => {
      const pad = document.createElement('ink-pad')
      const fresh = [pad.name, pad.model, pad.endpoint, pad.mode, pad.topK, pad.required, pad.value]
      for (const [name, value] of Object.entries({
        name: 'n',
        model: '/m/',
        endpoint: '/e',
        mode: 'nonsense',
        'top-k': '-3',
        readonly: '',
        value: '6',
      })) {
        pad.setAttribute(name, value)
      }
      const set = [pad.name, pad.model, pad.endpoint, pad.mode, pad.topK, pad.readOnly, pad.value]
      Object.assign(pad, {
        name: null,
        topK: 5,
        mode: 'remote',
        readOnly: false,
        defaultValue: '7',
      })
      const names = ['name', 'top-k', 'mode', 'readonly', 'value']
      return { fresh, set, written: names.map((name) => pad.getAttribute(name)), value: pad.value }
    })
    expect(values).toEqual({
      fresh: ['', 'digits', '', 'auto', 3, false, ''],
      set: ['n', '/m/', '/e', 'auto', 3, true, '6'],
      written: [null, '5', 'remote', null, '7'],
      value: '7',
    })
  })

  test('leaves its host without attributes or inline style of its own', async () => {
    await using opened = await openPad({ body: '<ink-pad id="pad"></ink-pad>' })
    await opened.pad.draw(SEVEN)
    await opened.pad.settle()
    const html = await opened.pad.host.evaluate((element) => element.outerHTML)
    expect(html).toBe('<ink-pad id="pad"></ink-pad>')
  })
})

describe('the ink', () => {
  test('is kept when the pad is moved in the middle of a stroke, which goes on', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    const box = (await pad.canvas.boundingBox())!
    const pointer = await createPointer(page, 'mouse')
    await pointer.down([box.x + 60, box.y + 40])
    await pointer.move([box.x + 180, box.y + 40])
    await page.evaluate(() => {
      const section = document.createElement('section')
      document.querySelector('main')!.append(section)
      section.append(document.querySelector('ink-pad')!)
    })
    await pointer.move([box.x + 120, box.y + 180])
    await pointer.up([box.x + 120, box.y + 180])
    await pad.settle()
    const ink = await pad.host.evaluate((element: InkPad) => element.ink)
    expect(ink).toHaveLength(1)
    expect(ink[0].points.length).toBeGreaterThanOrEqual(4)
    expect(opened.complaints).toEqual([])
  })

  test('is kept when the pad is removed in the middle of a stroke, and read when it comes back', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    // Removed earlier, the pad would rightly break the model's download off, and the page complain of that.
    await pad.ready()
    const box = (await pad.canvas.boundingBox())!
    const pointer = await createPointer(page, 'touch')
    await pointer.down([box.x + 60, box.y + 40])
    await pointer.move([box.x + 180, box.y + 40])
    await pointer.move([box.x + 120, box.y + 190])
    const aside = await page.evaluate(async () => {
      const element = document.querySelector('ink-pad')!
      Object.assign(window, { aside: element })
      element.remove()
      await new Promise((resolve) => setTimeout(resolve))
      return { state: element.state, strokes: element.ink.length, capture: element.capture }
    })
    expect(aside).toEqual({ state: 'reading', strokes: 1, capture: undefined })
    await pointer.up([box.x + 120, box.y + 190])
    await page.evaluate(() => {
      document.querySelector('form')!.append((window as unknown as { aside: Element }).aside)
    })
    expect(await pad.settle()).toBe('7')
    expect(await page.evaluate(() => new FormData(document.forms[0]).get('digit'))).toBe('7')
    expect(opened.complaints).toEqual([])
  })

  test('is not copied by a clone, which is a pad of its own', async () => {
    await using opened = await openPad({
      body: '<form><ink-pad id="pad" name="digit" value="2"></ink-pad></form>',
    })
    const { page, pad } = opened
    await pad.draw(SEVEN)
    await pad.settle()
    await page.evaluate(() => {
      const copy = document.querySelector('ink-pad')!.cloneNode(true) as InkPad
      copy.id = 'copy'
      document.querySelector('form')!.append(copy)
    })
    const copy = new Pad(page, '#copy')
    expect(await copy.value()).toBe('2')
    await copy.draw(SEVEN)
    expect(await copy.settle()).toBe('7')
    expect(await pad.host.evaluate((element: InkPad) => element.ink.length)).toBe(1)
  })
})

test('a pad in another document keeps its look', async () => {
  await using opened = await openPad()
  const look = await opened.page.evaluate(() => {
    const pad = document.querySelector('ink-pad')!
    const frame = document.createElement('iframe')
    document.body.append(frame)
    frame.contentDocument!.body.append(pad)
    const base = pad.shadowRoot!.querySelector('[part=base]')!
    return frame.contentWindow!.getComputedStyle(base).display
  })
  expect(look).toBe('flex')
  expect(opened.complaints).toEqual([])
})

test('nothing of a removed pad is left behind', async () => {
  await using opened = await openPad()
  const { page, pad } = opened
  await pad.draw(SEVEN)
  await pad.settle()
  await page.evaluate(() => {
    const element = document.querySelector('ink-pad')!
    Object.assign(window, { traces: [new WeakRef(element), new WeakRef(element.capture!)] })
    element.remove()
  })
  const session = await page.context().newCDPSession(page)
  const isLeft = () =>
    page.evaluate(() =>
      (window as unknown as { traces: WeakRef<object>[] }).traces.some((trace) => trace.deref()),
    )
  await expect
    .poll(async () => {
      await session.send('HeapProfiler.collectGarbage')
      return isLeft()
    })
    .toBe(false)
})

describe('slots', () => {
  test('take the page’s own buttons and candidates', async () => {
    const body = `<ink-pad id="pad" label="Digit">
      <button slot="buttons" type="button" data-action="undo">Back</button>
      <div slot="candidates"><button type="button" data-label="1">One</button></div>
      <em slot="placeholder">Your turn</em>
    </ink-pad>`
    await using opened = await openPad({ body })
    const { page, pad } = opened
    expect(await page.getByText('Your turn').isVisible()).toBe(true)
    await pad.draw(SEVEN)
    expect(await pad.settle()).toBe('7')
    expect(await page.getByText('Your turn').isVisible()).toBe(false)
    expect(await pad.host.getByRole('listbox').count()).toBe(0)
    expect(await pad.input.getAttribute('aria-expanded')).toBe('false')
    await page.getByRole('button', { name: 'One' }).click()
    expect(await pad.settle('chosen')).toBe('1')
    await page.getByRole('button', { name: 'Back' }).click()
    expect(await pad.settle('empty')).toBe('')
  })
})
