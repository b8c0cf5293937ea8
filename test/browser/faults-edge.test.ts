/** Whatever the edge and the way to it do: no ink is lost, the error says what happened, and recognition comes back. */
import type { InkPad } from 'edgeink/element'
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FakeStream } from '../../packages/sdk/src/testing/fake-edge.ts'
import { launchBrowser } from '../support/browser.ts'
import { answering, ONE, REMOTE_PAD, SEVEN, sendFile } from '../support/element-page.ts'
import {
  inkOf,
  LONGEST_PAUSE,
  openTroubledPage,
  type TroubledPage,
} from '../support/troubled-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const ANSWER = JSON.stringify({
  model: { id: 'digits', version: '1.0.0' },
  results: [{ candidates: [{ label: '7', probability: 0.9 }], rejected: false }],
})
const PROBLEM = {
  type: '/problems/internal-error',
  title: 'Internal error',
  status: 500,
  detail: 'Try again later.',
  code: 'internal-error',
}
const send = (body: string, status = 200) => ({
  fault: (route: Route) => route.fulfill({ status, body, contentType: 'application/json' }),
})

const FAULTS = {
  'no network': {
    fault: (route: Route) => route.abort('internetdisconnected'),
    code: 'EDGE_UNREACHABLE',
    advice: /the ink is kept, try again or recognise locally/,
  },
  'a 500 with a problem': {
    ...send(JSON.stringify(PROBLEM), 500),
    code: 'internal-error',
    advice: /Try again later/,
  },
  'a 500 of a proxy': { ...send('<h1>Oops</h1>', 500), code: 'EDGE_ANSWER', advice: /HTTP 500/ },
  'a 503, again and again': { ...send('', 503), code: 'EDGE_ANSWER', advice: /HTTP 503/ },
  'no answer at all': {
    fault: () => {},
    code: 'EDGE_TIMEOUT',
    advice: /5000 ms; try again, or raise/,
  },
  'a page of HTML': {
    ...send('<!doctype html><title>Hi</title>'),
    code: 'EDGE_ANSWER',
    advice: /is the address right/,
  },
  'JSON that breaks off': {
    ...send(ANSWER.slice(0, 60)),
    code: 'EDGE_ANSWER',
    advice: /is the address right/,
  },
  'JSON of another shape': {
    ...send('{"results":[{"label":"7"}]}'),
    code: 'EDGE_ANSWER',
    advice: /is the address right/,
  },
  'answers to more inks than one': {
    ...send(JSON.stringify({ ...JSON.parse(ANSWER), results: [] })),
    code: 'EDGE_ANSWER',
    advice: /is the address right/,
  },
} as const

type Fault = (route: Route) => Promise<void> | void

/** An edge that is well but for its fault of the moment. */
class Edge {
  fault: Fault | undefined
  #asked = Promise.withResolvers<void>()

  readonly classify = async (route: Route): Promise<void> => {
    this.#asked.resolve()
    await (this.fault ?? answering('7'))(route)
  }

  /** The next question has come. */
  async isAsked(): Promise<void> {
    await this.#asked.promise
    this.#asked = Promise.withResolvers()
  }
}

describe('a pad that asks the edge and gets', () => {
  const edge = new Edge()
  let opened: TroubledPage
  beforeAll(async () => {
    opened = await openTroubledPage(browser, { body: REMOTE_PAD, classify: edge.classify })
  })

  test.for(Object.entries(FAULTS))('%s', async ([, { fault, code, advice }]) => {
    const { pad, skip, troubles } = opened
    edge.fault = fault
    await pad.draw(SEVEN)
    const ink = await inkOf(pad)
    await edge.isAsked()
    if (code === 'EDGE_TIMEOUT') await skip(8_000)
    await pad.settle('failed')
    expect(await troubles()).toEqual([{ pad: 'pad', code, message: expect.stringMatching(advice) }])
    edge.fault = undefined
    expect(await pad.settle()).toBe('7')
    expect(await inkOf(pad)).toEqual(ink)
    expect(await troubles()).toEqual([])
    await pad.host.evaluate((element: InkPad) => element.clear())
  })
})

const AUTO_PAD = '<form><ink-pad id="pad" name="digit" endpoint="/classify"></ink-pad></form>'

test('a network that goes in the middle and comes back is noticed, without a stroke more', async () => {
  const edge = new Edge()
  const body = REMOTE_PAD
  await using opened = await openTroubledPage(browser, { body, classify: edge.classify })
  const { page, pad, skip, troubles } = opened
  // Pauses of their full length: it is the network that ends them.
  await page.evaluate(() => {
    Math.random = () => 1
  })
  await pad.draw(SEVEN)
  await pad.settle()
  await page.context().setOffline(true)
  edge.fault = (route) => route.abort('internetdisconnected')
  await pad.draw(ONE)
  await pad.settle('failed')
  for (let i = 0; i < 3; i++) {
    await edge.isAsked()
    await skip(LONGEST_PAUSE)
  }
  edge.fault = undefined
  await page.context().setOffline(false)
  expect(await pad.settle()).toBe('7')
  expect(await inkOf(pad)).toHaveLength(2)
  expect((await troubles()).map(({ code }) => code)).toEqual(['EDGE_UNREACHABLE'])
})

test('a pad that was offline from the start says so, and reads its ink once the network is there', async () => {
  let isOnline = false
  const edge = new Edge()
  edge.fault = (route) => route.abort('internetdisconnected')
  await using opened = await openTroubledPage(browser, {
    body: AUTO_PAD,
    classify: edge.classify,
    sendModel: (route) => (isOnline ? sendFile(route) : route.abort('internetdisconnected')),
  })
  const { page, pad, troubles } = opened
  await page.context().setOffline(true)
  await pad.draw(SEVEN)
  await pad.settle('failed')
  const ink = await inkOf(pad)
  const told = await troubles()
  const codes = told.map(({ code }) => code)
  expect(codes.toSorted()).toEqual(['EDGE_UNREACHABLE', 'MODEL_FETCH', 'NO_RECOGNIZER'])
  const whole = told.find(({ code }) => code === 'NO_RECOGNIZER')!.message
  expect(whole).toMatch(/all failed, try again later/)
  expect(whole).toMatch(/serve the model's folder there/)
  expect(whole).toMatch(/cannot be reached/)
  isOnline = true
  edge.fault = undefined
  await page.context().setOffline(false)
  expect(await pad.settle()).toBe('7')
  expect(await inkOf(pad)).toEqual(ink)
})

test('an edge that hangs keeps nobody waiting once the device is ready', async () => {
  const edge = new Edge()
  edge.fault = () => {}
  const ready = Promise.withResolvers<void>()
  await using opened = await openTroubledPage(browser, {
    body: AUTO_PAD,
    classify: edge.classify,
    sendModel: async (route) => {
      await ready.promise
      await sendFile(route)
    },
  })
  const { pad, troubles } = opened
  await pad.draw(SEVEN)
  await edge.isAsked()
  ready.resolve()
  expect(await pad.settle()).toBe('7')
  // On a slow machine the edge's time is over before the device is ready: nothing else may be told.
  const others = (await troubles()).filter(({ code }) => code !== 'EDGE_TIMEOUT')
  expect(others).toEqual([])
})

test('a stream that is cut in the middle of a stroke is replaced, and the stroke is whole', async () => {
  const edge = new Edge()
  const streams: FakeStream[] = []
  const body = REMOTE_PAD
  await using opened = await openTroubledPage(browser, { body, classify: edge.classify })
  const { page, pad, skip, troubles } = opened
  await page.routeWebSocket('**/stream', (socket) => {
    const stream = new FakeStream()
    streams.push(stream)
    socket.onMessage((text) => stream.send(String(text)))
    stream.addEventListener('message', (event) => socket.send((event as MessageEvent).data))
    stream.addEventListener('close', () => void socket.close())
  })
  await page.reload()
  await pad.draw(ONE)
  await expect.poll(() => streams[0]?.heard.length).toBeGreaterThan(0)
  const lift = await pad.begin(SEVEN[0])
  await expect.poll(() => streams[0].ink.length).toBe(2)
  streams[0].close(1006)
  await lift()
  await pad.settle()
  // Longer than the pause before another stream.
  await skip(61_000)
  await pad.draw(ONE)
  await expect.poll(() => streams.length).toBeGreaterThan(1)
  await pad.draw(ONE)
  await expect.poll(() => streams.at(-1)!.ink.length).toBe(4)
  await pad.settle()
  expect((await inkOf(pad)).map(({ points }) => points.length)).toEqual(
    streams.at(-1)!.ink.map(({ points }) => points.length),
  )
  expect(await troubles()).toEqual([])
})
