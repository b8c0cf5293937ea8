import { expect, test, vi } from 'vitest'
import { FakeWorker } from '../../testing/fake-worker.ts'
import { MANIFEST_URL, serveModel, standInModel } from '../../testing/stand-in-model.ts'
import { localRecognizer } from '../local.ts'

const MODEL = await standInModel()
const INK = [{ points: [10, 40, 80].map((x) => ({ x, y: x / 2 })) }]

function setUp(onStart: (worker: FakeWorker) => void = () => {}) {
  const workers: FakeWorker[] = []
  const fetch = vi.fn(serveModel(MODEL))
  const worker = () => {
    const started = new FakeWorker()
    workers.push(started)
    onStart(started)
    return started
  }
  return { workers, fetch, recognizer: localRecognizer({ model: MANIFEST_URL, fetch, worker }) }
}

test('a worker answers as this thread does', async () => {
  const { recognizer } = setUp()
  const here = localRecognizer({ model: MANIFEST_URL, fetch: serveModel(MODEL) })
  const { candidates } = await recognizer.recognize(INK, { topK: 10 })
  expect(candidates).toEqual((await here.recognize(INK, { topK: 10 })).candidates)
  expect(recognizer.kernel).toBe(here.kernel)
})

test('the files are transferred, and the recognizer keeps no copy of them', async () => {
  const { recognizer, workers } = setUp()
  await recognizer.ready
  const [load] = workers[0].heard
  if (load.type !== 'load') throw new Error(`expected load, got ${load.type}`)
  const lengths = Object.values(load.source.files).map((bytes) => bytes.byteLength)
  expect(lengths).toEqual([0, 0])
})

test('a worker that crashes rejects what is under way by name, and another answers next', async () => {
  const { recognizer, workers } = setUp()
  await recognizer.ready
  const pending = recognizer.recognize(INK)
  expect(workers[0].heard).toHaveLength(2)
  workers[0].crash('Uncaught RangeError: out of memory')
  await expect(pending).rejects.toMatchObject({
    code: 'WORKER_CRASHED',
    message: expect.stringContaining('out of memory'),
  })
  expect(workers[0].isTerminated).toBe(true)
  expect(recognizer.isReady).toBe(false)
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
  expect(workers).toHaveLength(2)
})

test('a worker that falls silent is ended, and another answers next', async () => {
  const { recognizer, workers } = setUp()
  // Loading takes as long as it takes: only the wait for an answer is in false time.
  await recognizer.ready
  const asked = vi.spyOn(workers[0], 'postMessage').mockImplementation(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const silent = expect(recognizer.recognize(INK)).rejects.toMatchObject({
      code: 'WORKER_CRASHED',
      message: expect.stringContaining('5000 ms'),
    })
    await vi.waitUntil(() => asked.mock.calls.length > 0)
    await vi.advanceTimersByTimeAsync(5_000)
    await silent
    expect(workers[0].isTerminated).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
  expect(workers).toHaveLength(2)
})

test('a worker that does not start is a named error, and is tried again', async () => {
  const { recognizer, workers } = setUp((worker) => {
    if (workers.length === 1) queueMicrotask(() => worker.crash(''))
  })
  await expect(recognizer.ready).rejects.toMatchObject({ code: 'WORKER_CRASHED' })
  await expect(recognizer.ready).resolves.toBeUndefined()
})

test('an abort reaches the worker, which does not answer', async () => {
  const { recognizer, workers } = setUp()
  await recognizer.ready
  const controller = new AbortController()
  const answers = vi.fn()
  workers[0].addEventListener('message', answers)
  // Question and abort reach the worker in one go, as they do while it is busy: else it may answer in between.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const pending = recognizer.recognize(INK, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
    expect(workers[0].heard.at(-1)).toEqual({ type: 'abort', id: 2 })
    vi.advanceTimersByTime(1)
  } finally {
    vi.useRealTimers()
  }
  await recognizer.recognize(INK)
  expect(answers).toHaveBeenCalledTimes(1)
})

test('an error of the engine keeps its name, code and message', async () => {
  const { recognizer } = setUp()
  await expect(recognizer.recognize(INK, { allowed: ['x'] })).rejects.toMatchObject({
    name: 'InputError',
    code: 'INPUT',
    message: expect.stringContaining('has no label "x"'),
  })
})

test('disposing ends the worker', async () => {
  const { recognizer, workers } = setUp()
  await recognizer.ready
  recognizer.dispose()
  expect(workers[0].isTerminated).toBe(true)
})

test('an engine cannot be handed to a worker', () => {
  const options = { model: MANIFEST_URL, worker: true, engine: vi.fn() }
  expect(() => localRecognizer(options)).toThrow(expect.objectContaining({ code: 'OPTION' }))
})
