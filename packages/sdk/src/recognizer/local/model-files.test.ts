import { expect, test, vi } from 'vitest'
import { MemoryCache } from '../../testing/memory-cache.ts'
import {
  MANIFEST_URL,
  type StandInModel,
  serveModel,
  sha256,
  standInModel,
} from '../../testing/stand-in-model.ts'
import { localRecognizer } from '../local.ts'
import type { LoadProgress } from './model-files.ts'
import type { ModelCache } from './model-store.ts'

const MODEL = await standInModel()
const NAMES = ['manifest.json', 'raster.onnx', 'trace.onnx']

function setUp(cache: ModelCache | boolean = new MemoryCache(), model: StandInModel = MODEL) {
  const fetch = vi.fn(serveModel(model))
  const recognizer = localRecognizer({ model: MANIFEST_URL, fetch, cache })
  const progress: LoadProgress[] = []
  const warnings: unknown[] = []
  recognizer.addEventListener('progress', ({ detail }) => progress.push(detail))
  recognizer.addEventListener('warning', ({ detail }) => warnings.push(detail.error))
  const fetched = () => fetch.mock.calls.map(([url]) => String(url).split('/').at(-1)).toSorted()
  return { recognizer, fetch, fetched, progress, warnings }
}

/** A cache that holds the whole model. */
async function keptModel(): Promise<MemoryCache> {
  const cache = new MemoryCache()
  await setUp(cache).recognizer.ready
  await vi.waitUntil(() => cache.files.size === 3)
  return cache
}

const offline = () => Promise.reject(new TypeError('Failed to fetch'))

function damaged(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.with(100, bytes[100] ^ 1)
}

test('a model that was fetched once is there without a network', async () => {
  const { recognizer, fetch } = setUp(await keptModel())
  fetch.mockImplementation(offline)
  await recognizer.ready
  expect(recognizer.isReady).toBe(true)
})

test('with a kept model only the manifest is asked for again, behind the answer', async () => {
  const { recognizer, fetched } = setUp(await keptModel())
  await recognizer.ready
  await vi.waitUntil(() => fetched().length > 0)
  expect(fetched()).toEqual(['manifest.json'])
})

test('a newer model replaces the kept one for the next visit, and its old files go', async () => {
  const cache = await keptModel()
  const before = [...cache.files.keys()]
  const bytes = damaged(MODEL.files['raster.onnx'])
  const hash = await sha256(bytes)
  const [raster, trace] = MODEL.manifest.views
  const views = [{ ...raster, sha256: hash }, trace]
  const manifest = { ...MODEL.manifest, version: '0.0.1', views }
  const newer = { manifest, files: { ...MODEL.files, 'raster.onnx': bytes } }
  await setUp(cache, newer).recognizer.ready
  await vi.waitUntil(() => !before.every((key) => cache.files.has(key)))
  expect(cache.names).toEqual(NAMES)
  expect([...cache.files.keys()].filter((key) => key.includes(hash))).toHaveLength(1)
})

test('a kept file that is corrupt is dropped and fetched again', async () => {
  const cache = await keptModel()
  const key = [...cache.files.keys()].find((name) => name.includes('raster.onnx'))!
  const sound = cache.files.get(key)!
  cache.files.set(key, { ...sound, body: damaged(sound.body) })
  const { recognizer, fetched } = setUp(cache)
  await recognizer.ready
  expect(fetched()).toContain('raster.onnx')
  expect(fetched()).not.toContain('trace.onnx')
  await vi.waitFor(() => expect(cache.files.get(key)?.body).toEqual(sound.body))
})

test('a kept manifest that is corrupt is fetched again', async () => {
  const cache = await keptModel()
  const kept = cache.files.get(MANIFEST_URL)!
  cache.files.set(MANIFEST_URL, { ...kept, body: kept.body.slice(0, 20) })
  const { recognizer } = setUp(cache)
  await expect(recognizer.ready).resolves.toBeUndefined()
})

test('a damaged download is fetched once more, past the HTTP cache, before it is an error', async () => {
  const broken = {
    ...MODEL,
    files: { ...MODEL.files, 'raster.onnx': damaged(MODEL.files['raster.onnx']) },
  }
  const { recognizer, fetch } = setUp(false)
  const serveBroken = serveModel(broken)
  fetch.mockImplementation((url, init) =>
    init?.cache === 'reload' ? serveModel(MODEL)(url, init) : serveBroken(url, init),
  )
  await expect(recognizer.ready).resolves.toBeUndefined()
})

test('progress rises to a total that never changes', async () => {
  const { recognizer, progress } = setUp()
  await recognizer.ready
  const total = MODEL.manifest.views.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(new Set(progress.map((step) => step.total))).toEqual(new Set([total]))
  const loaded = progress.map((step) => step.loaded)
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b))
  expect(loaded.at(-1)).toBe(total)
})

test('progress neither falls nor passes the total when a file comes twice, or too long', async () => {
  const long = new Uint8Array(MODEL.files['raster.onnx'].length + 10_000)
  const broken = { ...MODEL, files: { ...MODEL.files, 'raster.onnx': long } }
  const { recognizer, progress } = setUp(false, broken)
  await expect(recognizer.ready).rejects.toMatchObject({ code: 'MODEL_CHECKSUM' })
  const loaded = progress.map((step) => step.loaded)
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b))
  expect(loaded.at(-1)).toBeLessThanOrEqual(progress[0].total)
})

test('recognizers that load the same model at once share each download', async () => {
  const fetch = vi.fn(serveModel(MODEL))
  const make = () => localRecognizer({ model: MANIFEST_URL, fetch })
  await Promise.all([make().ready, make().ready, make().ready])
  expect(fetch).toHaveBeenCalledTimes(3)
})

test('a download that is shared goes on when one of its recognizers is disposed', async () => {
  const fetch = vi.fn(serveModel(MODEL))
  const make = () => localRecognizer({ model: MANIFEST_URL, fetch })
  const [one, other] = [make(), make()]
  const [first, second] = [one.ready, other.ready]
  one.dispose()
  await expect(first).rejects.toMatchObject({ code: 'DISPOSED' })
  await expect(second).resolves.toBeUndefined()
})

test.each([
  ['is full', { put: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }],
  ['is forbidden', { match: () => Promise.reject(new DOMException('', 'SecurityError')) }],
])('storage that %s is a warning, told once, and the model works', async (_, failing) => {
  const cache = Object.assign(new MemoryCache(), failing)
  const { recognizer, warnings } = setUp(cache)
  await recognizer.ready
  await vi.waitUntil(() => warnings.length > 0)
  expect(warnings).toMatchObject([{ code: 'MODEL_CACHE', cause: expect.any(DOMException) }])
})

test('a download that stalls is given up', async () => {
  vi.useFakeTimers()
  try {
    const { recognizer, fetch } = setUp(false)
    fetch.mockImplementation(async (_, init) => {
      const body = new ReadableStream({
        start: (controller) =>
          init?.signal?.addEventListener('abort', () => controller.error(init.signal!.reason)),
      })
      return new Response(body)
    })
    const ready = expect(recognizer.ready).rejects.toMatchObject({
      code: 'MODEL_FETCH',
      cause: { name: 'TimeoutError' },
    })
    await vi.advanceTimersByTimeAsync(20_000)
    await ready
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
