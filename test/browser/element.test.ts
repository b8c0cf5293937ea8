import type { InkPad } from 'edgeink/element'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import {
  answering,
  ONE,
  ORIGIN,
  openElementPage,
  Pad,
  REMOTE_PAD,
  SEVEN,
} from '../support/element-page.ts'
import { createPointer, type Device } from '../support/pointers.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function openPad(options: Parameters<typeof openElementPage>[1] = {}) {
  const opened = await openElementPage(browser, options)
  return { ...opened, pad: new Pad(opened.page) }
}

/** Lists the element's events of these names from now on, each with its detail's interesting part. */
const watch = (page: Page, names: readonly string[]) =>
  page.evaluate((types) => {
    const told: string[] = []
    for (const type of types) {
      document.querySelector('#pad')!.addEventListener(type, (event) => {
        const { value } = event.target as InkPad
        told.push(`${event.type} ${value}`.trim())
      })
    }
    Object.assign(window, { told })
  }, names)

const toldOn = (page: Page) =>
  page.evaluate(() => (window as unknown as { told: string[] }).told.splice(0))

const sent = (page: Page) =>
  page.evaluate(() => [...new FormData(document.querySelector('form')!)].map(String))

const valid = (pad: Pad) =>
  pad.host.evaluate((element: InkPad) => {
    const { validity, validationMessage } = element
    const flags = ['valueMissing', 'badInput', 'patternMismatch', 'customError'] as const
    return { broken: flags.filter((flag) => validity[flag]), message: validationMessage }
  })

describe('a form', () => {
  test.for(['mouse', 'touch', 'pen'] as Device[])(
    'is sent with the digit that a %s wrote',
    async (device) => {
      await using opened = await openPad({ hasTouch: true })
      const { page, pad, complaints } = opened
      expect(await sent(page)).toEqual(['digit,'])
      await pad.draw(SEVEN, device)
      expect(await pad.settle()).toBe('7')
      expect(await sent(page)).toEqual(['digit,7'])
      await page.getByRole('button', { name: 'Send' }).click()
      await page.waitForURL(`${ORIGIN}/next?digit=7&send=now`)
      expect(complaints).toEqual([])
    },
  )

  test('is not sent while a required field is empty, and the field has the focus then', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    await pad.host.evaluate((element: InkPad) => {
      element.required = true
    })
    expect(await valid(pad)).toMatchObject({ broken: ['valueMissing'] })
    await page.getByRole('button', { name: 'Send' }).click()
    expect(page.url()).toBe(`${ORIGIN}/`)
    expect(await pad.input.evaluate((input) => input.matches(':focus'))).toBe(true)
    expect(await pad.input.getAttribute('aria-invalid')).toBe('true')
    expect(await pad.host.getByText('Please write or type a character.').isVisible()).toBe(true)
    await page.keyboard.type('4')
    expect(await valid(pad)).toEqual({ broken: [], message: '' })
    expect(await pad.input.getAttribute('aria-invalid')).toBe('false')
  })

  test('does not go out with an older value while new ink is being read', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    await using opened = await openPad({ body: REMOTE_PAD, classify: answering('3', () => gate) })
    const { pad } = opened
    await pad.draw(SEVEN)
    await pad.settle('reading')
    expect((await valid(pad)).broken).toEqual(['badInput'])
    release()
    expect(await pad.settle()).toBe('3')
    expect((await valid(pad)).broken).toEqual([])
  })

  test('is not sent with a digit that nobody would believe', async () => {
    const classify = answering('3', undefined, true)
    await using opened = await openPad({ body: REMOTE_PAD, classify })
    const { pad, page } = opened
    await pad.draw(SEVEN)
    expect(await pad.settle('unsure')).toBe('')
    expect((await valid(pad)).broken).toEqual(['badInput'])
    await pad.host.getByRole('option', { name: '8' }).click()
    expect(await sent(page)).toEqual(['digit,8'])
    expect((await valid(pad)).broken).toEqual([])
  })

  test('that is reset brings the default value back and takes the ink away', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    await pad.host.evaluate((element) => element.setAttribute('value', '5'))
    expect(await pad.value()).toBe('5')
    await pad.draw(SEVEN)
    expect(await pad.settle()).toBe('7')
    await page.getByRole('button', { name: 'Reset' }).click()
    expect(await pad.value()).toBe('5')
    expect(await sent(page)).toEqual(['digit,5'])
    expect(await pad.host.evaluate((element: InkPad) => element.ink)).toEqual([])
  })

  test('gets ink and value back from the browser after a way to another page', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    await pad.draw(SEVEN)
    await pad.settle()
    const before = await pad.host.evaluate((element: InkPad) => element.ink)
    await page.goto(`${ORIGIN}/elsewhere`)
    await page.goBack()
    expect(await pad.settle('chosen')).toBe('7')
    await pad.host.getByRole('option', { name: '7' }).waitFor()
    expect(await pad.host.evaluate((element: InkPad) => element.ink)).toEqual(before)
    expect(await sent(page)).toEqual(['digit,7'])
  })

  test('disables the field with its fieldset, which is then neither sent nor written on', async () => {
    const body = `<form><fieldset disabled><ink-pad id="pad" name="digit"></ink-pad></fieldset></form>`
    await using opened = await openPad({ body })
    const { page, pad } = opened
    await pad.draw(SEVEN)
    expect(await pad.host.evaluate((element: InkPad) => [element.ink, element.disabled])).toEqual([
      [],
      false,
    ])
    expect(await pad.input.isDisabled()).toBe(true)
    expect(await sent(page)).toEqual([])
    await page.evaluate(() => document.querySelector('fieldset')!.removeAttribute('disabled'))
    await pad.draw(SEVEN)
    expect(await pad.settle()).toBe('7')
  })

  test('sends a read-only field, which nobody can change', async () => {
    const body =
      '<form><ink-pad id="pad" name="digit" value="2" readonly required></ink-pad></form>'
    await using opened = await openPad({ body })
    const { page, pad } = opened
    await pad.draw(SEVEN)
    await pad.input.press('5')
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual(['digit,2'])
    expect(await pad.host.evaluate((element: InkPad) => element.willValidate)).toBe(false)
  })

  test('knows the field as one of its own, with its labels, and a message of the page', async () => {
    await using opened = await openPad()
    const { pad } = opened
    const known = await pad.host.evaluate((element: InkPad) => {
      element.setCustomValidity('Taken.')
      const { form, labels, type, name, validationMessage } = element
      const isIn = [...(form?.elements ?? [])].includes(element)
      const custom = [element.checkValidity(), validationMessage]
      element.setCustomValidity('')
      return [isIn, labels.length, type, name, ...custom, element.checkValidity()]
    })
    expect(known).toEqual([true, 1, 'ink-pad', 'digit', false, 'Taken.', true])
  })
})

describe('events', () => {
  test('tell of a stroke, its readings and the settled value, in order', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    const names = ['strokestart', 'stroke', 'prediction', 'statechange', 'input', 'change', 'error']
    await watch(page, names)
    await pad.draw(SEVEN)
    await pad.settle()
    await page.waitForFunction(
      () => (window as unknown as { told: string[] }).told.at(-1) === 'prediction 7',
    )
    const told = await toldOn(page)
    expect(told.slice(0, 2)).toEqual(['statechange', 'strokestart'])
    expect(told.slice(-2)).toEqual(['change 7', 'prediction 7'])
    expect(told.indexOf('statechange 7')).toBeGreaterThan(
      told.findIndex((e) => /^stroke\b/.test(e)),
    )
    expect(told.filter((event) => /^stroke\b/.test(event))).toHaveLength(1)
    expect(told.filter((event) => event.startsWith('change'))).toEqual(['change 7'])
    expect(told.filter((event) => event.startsWith('input')).length).toBeGreaterThan(0)
    expect(told.some((event) => event.startsWith('error'))).toBe(false)
  })

  test('are not told when a script sets the value, or a form is reset', async () => {
    await using opened = await openPad()
    const { page, pad } = opened
    await pad.draw(SEVEN)
    await pad.settle()
    await watch(page, ['input', 'change'])
    const after = await pad.host.evaluate((element: InkPad) => {
      element.value = '3'
      const set = [element.value, element.ink.length]
      element.form!.reset()
      return [...set, element.value]
    })
    expect(after).toEqual(['3', 0, ''])
    expect(await toldOn(page)).toEqual([])
  })

  test('bubble, but for the error, as that of an image does not', async () => {
    await using opened = await openPad({ body: REMOTE_PAD })
    const { page, pad } = opened
    await page.evaluate(() => {
      const bubbled = new Set<string>()
      const codes = new Set<string>()
      for (const type of ['strokestart', 'stroke', 'statechange', 'error']) {
        document.body.addEventListener(type, (event) => bubbled.add(event.type))
      }
      document.querySelector('ink-pad')!.addEventListener('error', ({ detail }) => {
        codes.add((detail.error as { code: string }).code)
      })
      Object.assign(window, { heard: { bubbled, codes } })
    })
    await pad.draw(SEVEN)
    await pad.settle('failed')
    const heard = await page.evaluate(() => {
      const { bubbled, codes } = (window as unknown as { heard: Record<string, Set<string>> }).heard
      return { bubbled: [...bubbled].toSorted(), codes: [...codes] }
    })
    expect(heard).toEqual({
      bubbled: ['statechange', 'stroke', 'strokestart'],
      codes: ['EDGE_ANSWER'],
    })
  })
})

describe('recognition', () => {
  test('comes back by itself after a failure, which is told once; ink and form are safe meanwhile', async () => {
    let isUp = false
    const up = answering('7')
    const classify = (route: Route) => (isUp ? up(route) : route.fulfill({ status: 418 }))
    await using opened = await openPad({ body: REMOTE_PAD, classify })
    const { page, pad } = opened
    await watch(page, ['error'])
    await pad.draw(SEVEN)
    await pad.settle('failed')
    expect((await valid(pad)).broken).toEqual(['badInput'])
    expect(await pad.host.getByText('Your ink is kept').first().isVisible()).toBe(true)
    isUp = true
    await page.evaluate(() => dispatchEvent(new Event('online')))
    expect(await pad.settle()).toBe('7')
    expect(await toldOn(page)).toEqual(['error'])
  })

  test('uses the device when the edge is away, and the endpoint of its attribute when asked to', async () => {
    const bodies: unknown[] = []
    let isAway = false
    const classify = (route: Route) => {
      if (isAway) return route.abort()
      bodies.push(route.request().postDataJSON())
      return answering('3')(route)
    }
    const body = `<form><ink-pad id="pad" name="digit" endpoint="/classify"></ink-pad></form>`
    await using opened = await openPad({ body, classify })
    const { pad } = opened
    await pad.draw(SEVEN)
    await pad.settle()
    const readAnew = (properties: Partial<InkPad>) =>
      pad.host.evaluate((element: InkPad, changed) => {
        Object.assign(element, changed)
        return new Promise<string>((resolve) => {
          const tell = () => resolve(element.value)
          element.addEventListener('prediction', tell, { once: true })
        })
      }, properties)
    expect(await readAnew({ mode: 'remote', topK: 2, allowed: '38' })).toBe('3')
    expect(bodies.at(-1)).toMatchObject({ model: 'digits', topK: 2, allowed: ['3', '8'] })
    isAway = true
    expect(await readAnew({ mode: 'auto', allowed: '' })).toBe('7')
  })

  test('can be the page’s own', async () => {
    await using opened = await openPad()
    const { pad } = opened
    await pad.host.evaluate((element: InkPad) => {
      element.recognizer = {
        recognize: async () => ({
          candidates: [{ label: 'Q', probability: 1 }],
          rejected: false,
          model: { id: 'own', version: '1' },
          source: 'device',
          duration: 0,
        }),
        dispose: () => {
          throw new Error('not yours to dispose')
        },
      }
    })
    await pad.draw(ONE)
    expect(await pad.settle()).toBe('Q')
    await pad.host.evaluate((element) => element.remove())
  })

  test('of two pads on one page gives each its own, by one model', async () => {
    const body = `<form><ink-pad id="pad" name="a"></ink-pad><ink-pad id="other" name="b"></ink-pad></form>`
    await using opened = await openPad({ body })
    const { page, pad } = opened
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    const other = new Pad(page, '#other')
    await pad.draw(SEVEN)
    await other.draw(ONE)
    expect([await pad.settle(), await other.settle()]).toEqual(['7', '1'])
    expect(await sent(page)).toEqual(['a,7', 'b,1'])
    const manifests = await page.evaluate(
      () =>
        performance.getEntriesByType('resource').filter(({ name }) => /manifest/.test(name)).length,
    )
    expect(manifests).toBe(1)
  })
})

test('the pen’s path is on the canvas in the colour of the theme, and follows it', async () => {
  const css = ':root { --ink-pad-pen: rgb(255, 0, 0) } .night { --ink-pad-pen: rgb(0, 255, 0) }'
  await using opened = await openPad({ css })
  const { page, pad } = opened
  await pad.draw(SEVEN)
  await pad.settle()
  const hasColour = (wanted: string) =>
    page.waitForFunction((rgb) => {
      const canvas = document.querySelector('ink-pad')!.shadowRoot!.querySelector('canvas')!
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      const inked = data.findIndex((value, i) => i % 4 === 3 && value === 255)
      return inked > 0 && [...data.slice(inked - 3, inked)].join() === rgb
    }, wanted)
  await hasColour('255,0,0')
  await page.evaluate(() => document.documentElement.classList.add('night'))
  await hasColour('0,255,0')
})

test('a pointer that draws does not scroll the page', async () => {
  const css = 'body { block-size: 3000px }'
  await using opened = await openPad({ css, hasTouch: true, viewport: { width: 360, height: 600 } })
  const { page, pad } = opened
  const box = (await pad.canvas.boundingBox())!
  const finger = await createPointer(page, 'touch')
  await finger.down([box.x + 100, box.y + 180])
  for (let y = 170; y > 10; y -= 20) await finger.move([box.x + 100, box.y + y])
  await finger.up([box.x + 100, box.y + 10])
  expect(await pad.settle()).toBe('1')
  expect(await page.evaluate(() => scrollY)).toBe(0)
})
