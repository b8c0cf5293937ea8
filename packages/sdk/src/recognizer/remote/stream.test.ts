import { expect, test, vi } from 'vitest'
import { FakeStream, fakeEdge } from '../../testing/fake-edge.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { remoteRecognizer } from '../remote.ts'

const URL = 'https://edge.example/api/classify'
const line = (length: number) => [{ points: Array.from({ length }, (_, x) => ({ x, y: x % 3 })) }]

function setUp(options: { offers?: boolean; timeout?: number } = {}) {
  const streams: FakeStream[] = []
  const urls: string[] = []
  const posted = vi.fn(fakeEdge)
  const clock = new ManualClock()
  const settings = { offers: options.offers ?? true }
  const connect = (url: string) => {
    urls.push(url)
    streams.push(new FakeStream(settings.offers))
    return streams.at(-1)!
  }
  const { timeout } = options
  const given = { url: URL, fetch: posted, connect, clock, timeout, random: () => 1 }
  return { streams, urls, posted, clock, settings, recognizer: remoteRecognizer(given) }
}

/** With its stream open, which the first question asks for. */
async function setUpOpen(options: { timeout?: number } = {}) {
  const made = setUp(options)
  await made.recognizer.recognize(line(1))
  await vi.waitUntil(() => made.streams[0].heard.length === 1)
  await new Promise((resolve) => setTimeout(resolve))
  made.posted.mockClear()
  return made
}

test('the first question does not wait for the stream: it goes by POST', async () => {
  const { recognizer, posted, urls } = setUp()
  await recognizer.recognize(line(1))
  expect(posted).toHaveBeenCalledTimes(1)
  expect(urls).toEqual(['wss://edge.example/api/stream'])
})

test('once the stream is open, only what changed is sent, and the answer is that of POST', async () => {
  const { recognizer, posted, streams } = await setUpOpen()
  await recognizer.recognize(line(2))
  const { candidates } = await recognizer.recognize(line(4))
  expect(posted).not.toHaveBeenCalled()
  const points = streams[0].heard.flatMap((message) =>
    message.type === 'points' ? [message.points.length] : [],
  )
  expect(points).toEqual([2, 2])
  expect(candidates).toEqual(
    (await remoteRecognizer({ url: URL, fetch: fakeEdge }).recognize(line(4))).candidates,
  )
})

test('the stream is told when the pen touches and when it leaves, though the ink is the same', async () => {
  const { recognizer, streams } = await setUpOpen()
  await recognizer.recognize(line(2), { isPartial: true })
  await recognizer.recognize(line(3), { isPartial: true })
  await recognizer.recognize(line(3), { isPartial: false })
  const heard = streams[0].heard.flatMap((message) =>
    message.type === 'pen' ? [message.isDown] : [],
  )
  expect(heard).toEqual([true, false])
})

test('a stream that does not know of the pen is not told', async () => {
  const { recognizer, streams, posted } = setUp()
  await recognizer.recognize(line(1))
  streams[0].knowsPen = false
  await vi.waitUntil(() => streams[0].heard.length === 1)
  await new Promise((resolve) => setTimeout(resolve))
  posted.mockClear()
  await recognizer.recognize(line(2), { isPartial: true })
  expect(posted).not.toHaveBeenCalled()
  expect(streams[0].heard.map(({ type }) => type)).not.toContain('pen')
})

test('the same ink again is answered from what is known', async () => {
  const { recognizer, streams } = await setUpOpen()
  const first = await recognizer.recognize(line(2))
  const { length } = streams[0].heard
  expect((await recognizer.recognize(line(2))).candidates).toEqual(first.candidates)
  expect(streams[0].heard).toHaveLength(length)
})

test('the newest ink wins: the answer to an older one is dropped', async () => {
  const { recognizer, streams } = await setUpOpen()
  const older = recognizer.recognize(line(2))
  const newer = recognizer.recognize(line(3))
  await expect(older).rejects.toMatchObject({ code: 'SUPERSEDED' })
  await newer
  expect(streams[0].ink).toEqual(line(3))
})

test('every prediction is acknowledged', async () => {
  const { recognizer, streams } = await setUpOpen()
  await recognizer.recognize(line(2))
  await recognizer.recognize(line(3))
  const acknowledged = streams[0].heard.filter(({ type }) => type === 'ack')
  expect(acknowledged).toEqual([1, 2].map((sequence) => ({ type: 'ack', sequence })))
})

test('a stream that breaks in the middle of a question is replaced by POST, then by another stream', async () => {
  const { recognizer, posted, streams, clock } = await setUpOpen()
  streams[0].isAnswering = false
  const pending = recognizer.recognize(line(2))
  await vi.waitUntil(() => streams[0].heard.length === 2)
  streams[0].close(1011)
  await expect(pending).resolves.toMatchObject({ source: 'edge' })
  expect(posted).toHaveBeenCalledTimes(1)
  await recognizer.recognize(line(3))
  expect(streams).toHaveLength(1)
  clock.advance(1_000)
  await recognizer.recognize(line(4))
  expect(streams).toHaveLength(2)
})

test.each([['not JSON'], ['{"type":"prediction","sequence":-1}'], ['{"type":"gossip"}']])(
  'the stream is given up when it says %s',
  async (garbage) => {
    const { recognizer, posted, streams } = await setUpOpen()
    streams[0].say(garbage)
    expect(streams[0].isClosed).toBe(true)
    await expect(recognizer.recognize(line(2))).resolves.toMatchObject({ source: 'edge' })
    expect(posted).toHaveBeenCalledTimes(1)
  },
)

test('a refusal of the edge is an error with its code, and the next question goes by POST', async () => {
  const { recognizer, streams, posted } = await setUpOpen()
  streams[0].isAnswering = false
  const pending = recognizer.recognize(line(2))
  await vi.waitUntil(() => streams[0].heard.length === 2)
  const problem = {
    type: '/problems/invalid-request',
    title: 'No',
    status: 422,
    detail: 'too many points',
    code: 'invalid-request',
  }
  streams[0].say(JSON.stringify({ type: 'error', problem, sequence: 1 }))
  await expect(pending).rejects.toMatchObject({ name: 'EdgeProblemError', code: 'invalid-request' })
  await recognizer.recognize(line(3))
  expect(posted).toHaveBeenCalledTimes(1)
})

test('a stream that hangs is given up after the timeout', async () => {
  const { recognizer, streams } = await setUpOpen({ timeout: 30 })
  streams[0].isAnswering = false
  await expect(recognizer.recognize(line(2))).rejects.toMatchObject({ code: 'EDGE_TIMEOUT' })
  expect(streams[0].isClosed).toBe(true)
  await expect(recognizer.recognize(line(2))).resolves.toMatchObject({ source: 'edge' })
})

test('other options begin another conversation', async () => {
  const { recognizer, streams } = await setUpOpen()
  await recognizer.recognize(line(2), { topK: 5 })
  expect(streams[0].isClosed).toBe(true)
  await vi.waitUntil(() => streams[1].heard.length === 1)
  expect(streams[1].heard[0]).toMatchObject({ type: 'open', topK: 5 })
})

test('a server without a stream is not asked for one again soon', async () => {
  const { recognizer, streams, clock } = setUp({ offers: false })
  await recognizer.recognize(line(1))
  await vi.waitUntil(() => streams[0].isClosed)
  clock.advance(299_000)
  await recognizer.recognize(line(2))
  expect(streams).toHaveLength(1)
  clock.advance(1_000)
  await recognizer.recognize(line(3))
  expect(streams).toHaveLength(2)
})

test('no stream is tried where it is off, or where headers could not be sent', async () => {
  for (const options of [{ stream: false as const }, { headers: { authorization: 'Bearer x' } }]) {
    const connect = vi.fn(() => new FakeStream())
    await remoteRecognizer({ url: URL, fetch: fakeEdge, connect, ...options }).recognize(line(1))
    expect(connect).not.toHaveBeenCalled()
  }
})

test('an address of the stream is taken as it is', async () => {
  const connect = vi.fn(() => new FakeStream())
  const stream = 'https://live.example/ink'
  await remoteRecognizer({ url: URL, fetch: fakeEdge, connect, stream }).recognize(line(1))
  expect(connect).toHaveBeenCalledWith('wss://live.example/ink')
})

test('disposing closes the stream', async () => {
  const { recognizer, streams } = await setUpOpen()
  recognizer.dispose()
  expect(streams[0].isClosed).toBe(true)
})
