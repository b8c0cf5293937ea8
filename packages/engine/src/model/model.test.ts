import { type Ink, rasterize, trace } from '@edgeink/ink'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadModel } from '../load-model.ts'
import { encodeRecurrentClassifier } from '../onnx/encode-classifier.ts'
import { randomNetwork } from '../reference/random-network.ts'
import { referenceLogits } from '../reference/reference-logits.ts'
import type { ModelSource } from './load-model.ts'
import type { Model } from './model.ts'

const LABELS = ['a', 'b', 'c', 'd']
const raster = { ...randomNetwork({ labels: 4 }), labels: LABELS }
const traced = { ...randomNetwork({ labels: 4, steps: 64, features: 5, seed: 2 }), labels: LABELS }
const FILES = {
  'raster.onnx': encodeRecurrentClassifier(raster),
  'trace.onnx': encodeRecurrentClassifier(traced),
}
const TEMPERATURE = 1.5
const ink: Ink = [
  {
    points: [
      { x: 0, y: 0 },
      { x: 3, y: 9 },
      { x: 9, y: 2 },
    ],
  },
]
const dot: Ink = [{ points: [{ x: 4, y: 4 }] }]

describe('a model of two views', () => {
  let model: Model
  beforeAll(async () => {
    model = await loadModel(await source())
  })

  it('tells who it is', () => {
    expect(model).toMatchObject({ id: 'letters', version: '1.2.3', labels: LABELS })
    expect(model.views).toEqual(['raster/1', 'trace/1'])
  })

  it('fuses the weighted logits at the temperature of its manifest', async () => {
    const [{ candidates }] = await model.classify([{ ink }], { topK: 4 })
    const r = referenceLogits(raster, rasterize(ink))
    const t = referenceLogits(traced, trace(ink))
    const expected = softmax(r.map((z, i) => (0.6 * z + 0.4 * t[i]) / TEMPERATURE))
    for (const { label, probability } of candidates) {
      expect(probability).toBeCloseTo(expected[LABELS.indexOf(label)], 3)
    }
    const probabilities = candidates.map(({ probability }) => probability)
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a))
  })

  it('judges an image by its raster with the whole weight', async () => {
    const image = rasterize(ink)
    const [{ candidates }] = await model.classify([{ raster: image }], { topK: 4 })
    const expected = softmax(referenceLogits(raster, image).map((z) => z / TEMPERATURE))
    for (const { label, probability } of candidates) {
      expect(probability).toBeCloseTo(expected[LABELS.indexOf(label)], 3)
    }
  })

  it('gives finished ink, partial ink and images each the temperature of its kind, and refuses by that of finished ink', async () => {
    const { manifest, files } = await source()
    const temperatures = { image: 0.5, partial: 6 }
    const finished = await model.classify([{ ink }, { raster: rasterize(ink) }], { topK: 1 })
    const best = Math.min(...finished.map(({ candidates }) => candidates[0].probability))
    const own = await loadModel({
      manifest: { ...(manifest as object), temperatures, reject: { threshold: best - 1e-3 } },
      files,
    })
    const image = { raster: rasterize(ink) }
    const isPartial = true
    const [a, b] = await own.classify([{ ink }, image], { topK: 1, isPartial })
    const [c, d] = await own.classify([{ ink }, image], { topK: 1 })
    expect(a.candidates[0].probability).toBeLessThan(best - 1e-3)
    expect(c.candidates[0].probability).toBeCloseTo(finished[0].candidates[0].probability, 3)
    expect(d.candidates[0].probability).toBeGreaterThan(finished[1].candidates[0].probability)
    expect(b.candidates[0].probability).toBeCloseTo(d.candidates[0].probability, 3)
    expect([a, b, c, d].map(({ rejected }) => rejected)).toEqual([false, false, false, false])
  })

  it('answers partial ink as finished ink where its manifest has no temperature for it', async () => {
    const [finished] = await model.classify([{ ink }])
    expect(await model.classify([{ ink }], { isPartial: true })).toEqual([finished])
  })

  it('answers a mixed batch as it answers each input alone', async () => {
    const inputs = [{ ink }, { raster: rasterize(dot) }, { ink: dot }]
    const together = await model.classify(inputs)
    for (const [i, input] of inputs.entries()) {
      const [alone] = await model.classify([input])
      together[i].candidates.forEach(({ label, probability }, k) => {
        expect(label).toBe(alone.candidates[k].label)
        expect(probability).toBeCloseTo(alone.candidates[k].probability, 3)
      })
    }
  })

  it('answers nothing for no inputs', async () => {
    expect(await model.classify([])).toEqual([])
  })

  it('shares all probability among the allowed labels', async () => {
    const [{ candidates }] = await model.classify([{ ink }], { allowed: ['d', 'b'] })
    expect(candidates.map(({ label }) => label).sort()).toEqual(['b', 'd'])
    expect(candidates[0].probability + candidates[1].probability).toBeCloseTo(1, 12)
  })

  it.each([
    ['a label it does not know', { allowed: ['z'] }],
    ['an empty list of labels', { allowed: [] }],
    ['a topK of zero', { topK: 0 }],
    ['a topK that is not whole', { topK: 1.5 }],
  ])('refuses %s', async (_, options) => {
    await expect(model.classify([{ ink }], options)).rejects.toMatchObject({ code: 'INPUT' })
  })

  it.each([
    ['too short', new Float32Array(783)],
    ['in 0..255', new Float32Array(784).fill(255)],
    ['with NaN', new Float32Array(784).fill(Number.NaN)],
  ])('refuses a raster %s', async (_, image) => {
    await expect(model.classify([{ raster: image }])).rejects.toMatchObject({ code: 'INPUT' })
  })

  it('passes on the error of an empty ink', async () => {
    await expect(model.classify([{ ink: [] }])).rejects.toMatchObject({ name: 'InkError' })
  })

  it('rejects with the reason of an aborted signal', async () => {
    const signal = AbortSignal.abort('a newer stroke')
    await expect(model.classify([{ ink }], { signal })).rejects.toBe('a newer stroke')
  })

  it('refuses to answer once disposed, which may be asked twice', async () => {
    const other = await loadModel(await source())
    other.dispose()
    other.dispose()
    await expect(other.classify([{ ink }])).rejects.toMatchObject({ code: 'DISPOSED' })
  })
})

describe('equal logits', () => {
  it('keep the order of the labels, and are rejected below the threshold', async () => {
    const head = { weight: raster.head.weight.map(() => 0), bias: new Float32Array(4) }
    const flat = encodeRecurrentClassifier({ ...raster, head })
    const model = await loadModel(await source({ 'raster.onnx': flat }))
    const [prediction] = await model.classify([{ ink: dot }], { topK: 9 })
    expect(prediction.rejected).toBe(true)
    expect(prediction.candidates.map(({ label }) => label)).toEqual(LABELS)
  })
})

describe('a model of the trace alone', () => {
  it('refuses an image', async () => {
    const model = await loadModel(await source({ 'trace.onnx': FILES['trace.onnx'] }))
    await expect(model.classify([{ raster: new Float32Array(784) }])).rejects.toMatchObject({
      code: 'INPUT',
    })
  })
})

describe('loading a model', () => {
  it('refuses a file of another content', async () => {
    const { manifest, files } = await source()
    const bytes = FILES['raster.onnx'].slice()
    bytes[bytes.length - 1] ^= 1
    const changed = { manifest, files: { ...files, 'raster.onnx': bytes } }
    await expect(loadModel(changed)).rejects.toMatchObject({ code: 'MODEL_CHECKSUM' })
  })

  it('refuses a file of another length', async () => {
    const { manifest, files } = await source()
    const changed = { manifest, files: { ...files, 'raster.onnx': new Uint8Array(5) } }
    await expect(loadModel(changed)).rejects.toMatchObject({ code: 'MODEL_CHECKSUM' })
  })

  it('names a file that is missing', async () => {
    const { manifest } = await source()
    const files = { 'raster.onnx': FILES['raster.onnx'] }
    await expect(loadModel({ manifest, files })).rejects.toMatchObject({
      code: 'INPUT',
      message: expect.stringContaining('trace.onnx'),
    })
  })

  it('refuses labels that differ from those of the file', async () => {
    const { manifest, files } = await source()
    const changed = { ...(manifest as object), labels: ['a', 'b', 'd', 'c'] }
    await expect(loadModel({ manifest: changed, files })).rejects.toMatchObject({
      code: 'MANIFEST',
    })
  })

  it('refuses a view whose classifier reads another shape', async () => {
    const swapped = { 'raster.onnx': FILES['trace.onnx'], 'trace.onnx': FILES['raster.onnx'] }
    await expect(loadModel(await source(swapped))).rejects.toMatchObject({ code: 'MANIFEST' })
  })
})

async function source(files: Record<string, Uint8Array> = FILES): Promise<ModelSource> {
  const views = await Promise.all(
    Object.entries(files).map(async ([file, bytes]) => ({
      input: file === 'raster.onnx' ? 'raster/1' : 'trace/1',
      file,
      sha256: await sha256(bytes),
      bytes: bytes.length,
      weight: file === 'raster.onnx' ? 0.6 : 0.4,
    })),
  )
  const manifest = {
    format: 'edgeink-model/1',
    id: 'letters',
    version: '1.2.3',
    labels: LABELS,
    views,
    temperature: TEMPERATURE,
    reject: { threshold: 0.3 },
  }
  return { manifest, files }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes.slice())
  return Buffer.from(hash).toString('hex')
}

function softmax(logits: Float64Array): Float64Array {
  const exps = logits.map((z) => Math.exp(z - Math.max(...logits)))
  const sum = exps.reduce((total, value) => total + value, 0)
  return exps.map((value) => value / sum)
}
