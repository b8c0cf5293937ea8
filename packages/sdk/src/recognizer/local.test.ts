import { loadModel } from '@edgeink/engine/wasm'
import { expect, test, vi } from 'vitest'
import {
  MANIFEST_URL,
  type StandInModel,
  serveModel,
  standInModel,
} from '../testing/stand-in-model.ts'
import { localRecognizer } from './local.ts'

const MODEL = await standInModel()
const INK = [
  {
    points: [
      { x: 10, y: 10 },
      { x: 60, y: 12 },
      { x: 30, y: 90 },
    ],
  },
]

function setUp(model: StandInModel = MODEL) {
  const fetch = vi.fn(serveModel(model))
  return { fetch, recognizer: localRecognizer({ model: MANIFEST_URL, fetch }) }
}

test('the labels are those of the model itself', async () => {
  const { recognizer } = setUp()
  const model = await loadModel(MODEL)
  const [expected] = await model.classify([{ ink: INK }], { topK: 10 })
  const { candidates } = await recognizer.recognize(INK, { topK: 10 })
  expect(candidates).toEqual(expected.candidates)
})

test('nothing is fetched before it is needed, and each file once', async () => {
  const { fetch, recognizer } = setUp()
  expect(fetch).not.toHaveBeenCalled()
  await Promise.all([recognizer.ready, recognizer.recognize(INK), recognizer.recognize(INK)])
  await recognizer.recognize(INK)
  const names = fetch.mock.calls.map(([url]) => String(url).split('/').at(-1))
  expect(names).toEqual(['manifest.json', 'raster.onnx', 'trace.onnx'])
})

test('the kernel is known once the model is ready', async () => {
  const { recognizer } = setUp()
  expect(recognizer.kernel).toBeUndefined()
  await recognizer.ready
  expect(recognizer.kernel).toMatch(/^(wasm-relaxed|wasm-simd|js)$/)
})

test('a missing file is an error with its address and status', async () => {
  const { recognizer } = setUp({ ...MODEL, files: {} })
  await expect(recognizer.ready).rejects.toMatchObject({
    code: 'MODEL_FETCH',
    url: 'https://models.example/digits/raster.onnx',
    status: 404,
  })
})

test('a file that is not the one of the manifest is refused', async () => {
  const damaged = MODEL.files['raster.onnx'].slice()
  damaged[100] ^= 1
  const { recognizer } = setUp({ ...MODEL, files: { ...MODEL.files, 'raster.onnx': damaged } })
  await expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'MODEL_CHECKSUM' })
})

test.each([
  ['a page', '<!doctype html>'],
  ['another JSON', '{}'],
])('%s in place of the manifest is refused', async (_, body) => {
  const fetch = vi.fn(async () => new Response(body))
  const recognizer = localRecognizer({ model: MANIFEST_URL, fetch })
  await expect(recognizer.ready).rejects.toMatchObject({ code: 'MANIFEST' })
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('after a failure the next recognition tries again', async () => {
  const { fetch, recognizer } = setUp()
  const cause = new TypeError('Failed to fetch')
  fetch.mockRejectedValueOnce(cause)
  await expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'MODEL_FETCH', cause })
  await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'device' })
})

test('disposing while the model loads aborts the download', async () => {
  const { fetch, recognizer } = setUp()
  const ready = recognizer.ready
  recognizer.dispose()
  await expect(ready).rejects.toMatchObject({ code: 'DISPOSED' })
  expect(fetch.mock.calls[0][1]?.signal?.aborted).toBe(true)
})

test('another engine may make the model', async () => {
  const load = vi.fn(loadModel)
  const recognizer = localRecognizer({
    model: MANIFEST_URL,
    fetch: serveModel(MODEL),
    engine: load,
  })
  await recognizer.recognize(INK)
  expect(load).toHaveBeenCalledTimes(1)
})
