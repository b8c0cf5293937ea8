/** Whatever becomes of the model, the storage and the worker: no ink is lost, the error says what happened, and recognition comes back. */
import type { InkPad } from 'edgeink/element'
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { answering, ONE, Pad, REMOTE_PAD, SEVEN, sendFile } from '../support/element-page.ts'
import { inkOf, openTroubledPage, type TroubledPage } from '../support/troubled-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

interface Fault {
  /** Which of the model's files is not what it should be. */
  readonly file: RegExp
  spoil(route: Route): Promise<void> | void
  readonly code: string
  readonly message: RegExp
  /** Nothing comes: the test has to let time pass. */
  readonly isSilent?: boolean
}

const abort = (route: Route) => route.abort('internetdisconnected')
/** Sends the file of the repository, changed. */
const change = (edit: (bytes: Buffer) => Buffer) => (route: Route) => sendFile(route, edit)
const MANIFEST = /manifest\.json$/
const WEIGHTS = /raster\.onnx$/

const FAULTS: Record<string, Fault> = {
  'is out of reach': {
    file: /./,
    spoil: abort,
    code: 'MODEL_FETCH',
    message: /no answer came; serve the model's folder there/,
  },
  'is answered by a 500': {
    file: WEIGHTS,
    spoil: (route) => route.fulfill({ status: 500 }),
    code: 'MODEL_FETCH',
    message: /HTTP 500; serve the model's folder there/,
  },
  hangs: {
    file: WEIGHTS,
    spoil: () => {},
    isSilent: true,
    code: 'MODEL_FETCH',
    message: /no answer came; serve the model's folder there/,
  },
  'is a page of HTML': {
    file: MANIFEST,
    spoil: (route) => route.fulfill({ body: '<!doctype html><title>Hi</title>' }),
    code: 'MANIFEST',
    message: /expected JSON, got another file; serve the model's folder there/,
  },
  'has a manifest that breaks off': {
    file: MANIFEST,
    spoil: change((bytes) => bytes.subarray(0, 100)),
    code: 'MANIFEST',
    message: /expected JSON, got another file; serve the model's folder there/,
  },
  'has a manifest of another version': {
    file: MANIFEST,
    spoil: change((bytes) => Buffer.from(bytes.toString().replace('model/1', 'model/9'))),
    code: 'MANIFEST',
    message: /expected "edgeink-model\/1", got "edgeink-model\/9"; check manifest.json/,
  },
  'is corrupt': {
    file: WEIGHTS,
    spoil: change((bytes) => bytes.fill(0x55, 500, 504)),
    code: 'MODEL_CHECKSUM',
    message: /raster.onnx: expected SHA-256 .+; fetch it again/,
  },
  'breaks off': {
    file: WEIGHTS,
    spoil: change((bytes) => bytes.subarray(0, bytes.length >> 1)),
    code: 'MODEL_CHECKSUM',
    message: /raster.onnx: expected \d+ bytes, got \d+; fetch it again/,
  },
}

/** A model on its way, and what spoils it. */
class Models {
  fault: Pick<Fault, 'file' | 'spoil'> | undefined
  /** The files that were asked for. */
  readonly asked: string[] = []

  readonly send = async (route: Route): Promise<void> => {
    const url = route.request().url()
    this.asked.push(url)
    await (this.fault?.file.test(url) ? this.fault.spoil(route) : sendFile(route))
  }
}

const PAD = '<form><ink-pad id="pad" name="digit"></ink-pad></form>'

/** Takes the ink away and gives the pad a model that nobody has fetched yet. */
let addresses = 0
function renew(pad: Pad): Promise<void> {
  const model = `/models/digits~${++addresses}/`
  return pad.host.evaluate((element: InkPad, address) => {
    element.clear()
    element.model = address
    element.mode = 'local'
  }, model)
}

describe('a pad whose model', () => {
  const models = new Models()
  let opened: TroubledPage
  beforeAll(async () => {
    opened = await openTroubledPage(browser, { body: REMOTE_PAD, sendModel: models.send })
  })

  test.for(Object.entries(FAULTS))('%s', async ([, fault]) => {
    const { pad, skip, troubles } = opened
    models.fault = fault
    models.asked.length = 0
    await renew(pad)
    await pad.draw(SEVEN)
    const ink = await inkOf(pad)
    await expect.poll(() => models.asked.some((url) => fault.file.test(url))).toBe(true)
    if (fault.isSilent) await skip(25_000)
    await pad.settle('failed')
    const message = expect.stringMatching(fault.message)
    expect(await troubles()).toEqual([{ pad: 'pad', code: fault.code, message }])
    models.fault = undefined
    expect(await pad.settle()).toBe('7')
    expect(await inkOf(pad)).toEqual(ink)
    expect(await troubles()).toEqual([])
  })
})

describe('a pad whose storage', () => {
  let opened: TroubledPage
  beforeAll(async () => {
    // Asks for no model before its test does.
    opened = await openTroubledPage(browser, { body: REMOTE_PAD })
  })

  const refuse = (name: 'put' | 'match', reason: string) =>
    opened.page.evaluate(
      ([method, error]) => {
        const refused = () => Promise.reject(new DOMException('', error))
        Object.assign(Cache.prototype, { [method]: refused })
      },
      [name, reason] as const,
    )
  const STATES: Record<string, () => Promise<void>> = {
    'is full': () => refuse('put', 'QuotaExceededError'),
    'is forbidden': () => refuse('match', 'SecurityError'),
    'may not even be looked at': () =>
      opened.page.evaluate(() => {
        const get = () => {
          throw new DOMException('', 'SecurityError')
        }
        Object.defineProperty(window, 'caches', { get, configurable: true })
      }),
  }

  test.for(Object.entries(STATES))('%s reads all the same, and tells', async ([, change]) => {
    const { pad, troubles } = opened
    await change()
    await renew(pad)
    await pad.draw(SEVEN)
    expect(await pad.settle()).toBe('7')
    const message = expect.stringMatching(/it works, but expected storage .+ fetched again/)
    await expect.poll(troubles).toEqual([{ pad: 'pad', code: 'MODEL_CACHE', message }])
  })

  test('is not there reads all the same', async () => {
    const { page, pad, troubles } = opened
    await page.evaluate(() => {
      Object.defineProperty(window, 'caches', { value: undefined })
    })
    await renew(pad)
    await pad.draw(SEVEN)
    expect(await pad.settle()).toBe('7')
    expect(await troubles()).toEqual([])
  })
})

test('a model that was kept is there without a network, from the start', async () => {
  const models = new Models()
  await using opened = await openTroubledPage(browser, { body: PAD, sendModel: models.send })
  const { page, pad, troubles } = opened
  await pad.draw(SEVEN)
  await pad.settle()
  const kept = () =>
    page.evaluate(async () => (await (await caches.open('edgeink-models')).keys()).length)
  await expect.poll(kept).toBe(3)
  models.fault = { file: /./, spoil: abort }
  await page.reload()
  await page.context().setOffline(true)
  await pad.draw(SEVEN)
  expect(await pad.settle()).toBe('7')
  expect(await troubles()).toEqual([])
})

test('a pad whose model is broken is read at the edge, and tells once', async () => {
  const models = new Models()
  models.fault = FAULTS['is corrupt']
  await using opened = await openTroubledPage(browser, {
    body: '<form><ink-pad id="pad" name="digit" endpoint="/classify"></ink-pad></form>',
    sendModel: models.send,
    classify: answering('3'),
  })
  const { pad, skip, troubles } = opened
  const loads = () => models.asked.filter((url) => MANIFEST.test(url)).length
  // Each begins when the one before it has failed.
  while (loads() < 4) {
    await pad.draw(ONE)
    expect(await pad.settle()).toBe('3')
    // The device is left alone for seconds. One step is short: a download under way must not take it for silence.
    await skip(1_000)
  }
  expect(await troubles()).toMatchObject([{ code: 'MODEL_CHECKSUM' }])
})

test('of two pads on one page the trouble of one is not the other’s', async () => {
  const body = `${REMOTE_PAD}<form><ink-pad id="other"></ink-pad><ink-pad id="third"></ink-pad></form>`
  const models = new Models()
  await using opened = await openTroubledPage(browser, { body, sendModel: models.send })
  const { page, pad, troubles } = opened
  const [other, third] = [new Pad(page, '#other'), new Pad(page, '#third')]
  await pad.draw(SEVEN)
  await pad.settle('failed')
  await other.draw(SEVEN)
  expect(await other.settle()).toBe('7')
  await other.host.evaluate((element) => element.remove())
  await third.draw(ONE)
  expect(await third.settle()).toBe('1')
  expect(await inkOf(pad)).toHaveLength(1)
  expect(await troubles()).toMatchObject([{ pad: 'pad', code: 'EDGE_ANSWER' }])
  expect(models.asked.filter((url) => url.endsWith('raster.onnx'))).toHaveLength(1)
})

test('a pad that is taken away in the middle of a stroke, while its model hangs, reads it when it is back', async () => {
  const models = new Models()
  models.fault = FAULTS.hangs
  await using opened = await openTroubledPage(browser, { body: PAD, sendModel: models.send })
  const { page, pad, troubles } = opened
  const lift = await pad.begin(SEVEN[0])
  const aside = await pad.host.evaluateHandle((element) => {
    element.remove()
    return element
  })
  await lift()
  models.fault = undefined
  await page.evaluate((element) => document.querySelector('form')!.append(element), aside)
  expect(await pad.settle()).toBe('7')
  expect(await inkOf(pad)).toHaveLength(1)
  expect(await troubles()).toEqual([])
})
