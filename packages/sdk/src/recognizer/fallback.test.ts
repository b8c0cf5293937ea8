import type { Ink } from '@edgeink/ink'
import { expect, test, vi } from 'vitest'
import { EdgeAnswerError, EdgeUnreachableError } from '../errors.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { fallbackRecognizer } from './fallback.ts'
import type { Recognition, RecognizeOptions, Recognizer } from './recognizer.ts'

const INK = [{ points: [{ x: 1, y: 2 }] }]
const FAILURE = new EdgeUnreachableError('https://edge.example')

/** A recognizer whose answers a test gives, by hand or at once. */
class Scripted implements Recognizer {
  isReady = true
  isDisposed = false
  readonly asked: RecognizeOptions[] = []
  ready?: Promise<void>
  readonly #source: Recognition['source']
  #outcome: Promise<void>

  constructor(source: Recognition['source'], outcome: Promise<void> = Promise.resolve()) {
    this.#source = source
    this.#outcome = outcome
  }

  willFail(error: unknown = FAILURE): this {
    this.#outcome = Promise.reject(error)
    this.#outcome.catch(() => {})
    return this
  }

  willAnswer(after: Promise<void> = Promise.resolve()): this {
    this.#outcome = after
    return this
  }

  async recognize(_: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    this.asked.push(options)
    await this.#outcome
    const model = { id: 'digits', version: '1.0.0' }
    return { candidates: [], rejected: false, model, source: this.#source, duration: 0 }
  }

  dispose(): void {
    this.isDisposed = true
  }
}

function setUp() {
  const clock = new ManualClock()
  const [device, edge] = [new Scripted('device'), new Scripted('edge')]
  const recognizer = fallbackRecognizer([device, edge], { clock, random: () => 1 })
  const failures = vi.fn()
  recognizer.addEventListener('failure', ({ detail }) => failures(detail))
  return { clock, device, edge, recognizer, failures }
}

test('the first that is ready answers, and the others are left alone', async () => {
  const { recognizer, edge } = setUp()
  await expect(recognizer.recognize(INK, { topK: 2 })).resolves.toMatchObject({ source: 'device' })
  expect(edge.asked).toHaveLength(0)
})

test('while the model loads the edge answers; once it is loaded, the device', async () => {
  const { recognizer, device, edge } = setUp()
  const { promise: loaded, resolve: load } = Promise.withResolvers<void>()
  device.isReady = false
  device.willAnswer(loaded)
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'edge' })
  expect(device.asked[0].signal?.aborted).toBe(true)
  load()
  device.isReady = true
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
  expect(edge.asked).toHaveLength(1)
})

test('the device answers when it has loaded before the edge has answered', async () => {
  const { recognizer, device, edge } = setUp()
  const { promise: never } = Promise.withResolvers<void>()
  device.isReady = false
  edge.willAnswer(never)
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
  expect(edge.asked[0].signal?.aborted).toBe(true)
})

test('when one fails the next answers, and the failure is told', async () => {
  const { recognizer, device, failures } = setUp()
  device.willFail()
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'edge' })
  expect(failures).toHaveBeenCalledWith({ recognizer: device, error: FAILURE })
})

test('one that failed is left alone for a while, longer each time, and then tried again', async () => {
  const { recognizer, device, clock } = setUp()
  device.willFail()
  await recognizer.recognize(INK)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(1)
  clock.advance(1_000)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(2)
  clock.advance(1_999)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(2)
  clock.advance(1)
  device.willAnswer()
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
})

test('one that fails to load after another has answered is told once, and left alone too', async () => {
  const { recognizer, device, failures } = setUp()
  const { promise: ready, reject: fail } = Promise.withResolvers<void>()
  Object.assign(device, { isReady: false, ready }).willAnswer(ready)
  await recognizer.recognize(INK)
  await recognizer.recognize(INK)
  expect(failures).not.toHaveBeenCalled()
  fail(FAILURE)
  await vi.waitUntil(() => failures.mock.calls.length > 0)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(2)
  expect(failures.mock.calls).toEqual([[{ recognizer: device, error: FAILURE }]])
})

test('one that says when to come back is left alone until then', async () => {
  const { recognizer, device, clock } = setUp()
  device.willFail(new EdgeAnswerError('https://edge.example', 503, 90_000))
  await recognizer.recognize(INK)
  clock.advance(89_999)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(1)
  clock.advance(1)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(2)
})

test('one that failed is asked all the same when no other is left', async () => {
  const { recognizer, device, edge } = setUp()
  device.willFail()
  await recognizer.recognize(INK)
  edge.willFail()
  device.willAnswer()
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
})

test('one that failed is not asked beside one that loads', async () => {
  const { recognizer, device, edge, failures } = setUp()
  const { promise: loaded, resolve: load } = Promise.withResolvers<void>()
  device.isReady = false
  device.willAnswer(loaded)
  edge.willFail()
  const first = recognizer.recognize(INK)
  await vi.waitUntil(() => failures.mock.calls.length === 1)
  const second = recognizer.recognize(INK)
  await vi.waitUntil(() => device.asked.length === 2)
  expect(edge.asked).toHaveLength(1)
  load()
  for (const answer of [first, second])
    await expect(answer).resolves.toMatchObject({ source: 'device' })
})

test('when all fail the error has every reason, in their order, and the first as its cause', async () => {
  const { recognizer, device, edge } = setUp()
  const reason = new Error('no memory')
  device.willFail(reason)
  edge.willFail()
  await expect(recognizer.recognize(INK)).rejects.toMatchObject({
    code: 'NO_RECOGNIZER',
    errors: [reason, FAILURE],
    cause: reason,
    message: expect.stringMatching(/no memory.*cannot be reached/),
  })
})

test('a question that nobody can answer puts nobody aside', async () => {
  const { recognizer, device } = setUp()
  device.willFail(Object.assign(new Error('no such label'), { code: 'INPUT' }))
  await recognizer.recognize(INK)
  await recognizer.recognize(INK)
  expect(device.asked).toHaveLength(2)
})

test('none at all is an error, not a silence', async () => {
  const recognizer = fallbackRecognizer([])
  await expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'NO_RECOGNIZER' })
})

test('disposing disposes all of them', () => {
  const { recognizer, device, edge } = setUp()
  recognizer.dispose()
  expect([device.isDisposed, edge.isDisposed]).toEqual([true, true])
})
