import { describe, expect, it } from 'vitest'
import { parseManifest } from './parse-manifest.ts'

const view = {
  input: 'raster/1',
  file: 'raster.onnx',
  sha256: '0'.repeat(64),
  bytes: 1234,
  weight: 1,
}
const manifest = {
  format: 'edgeink-model/1',
  id: 'digits',
  version: '1.0.0',
  labels: ['0', '1'],
  views: [view],
  temperature: 1,
  reject: { threshold: 0.5 },
}

describe('parseManifest', () => {
  it('takes a manifest with fields of its own', () => {
    const extended = { ...manifest, metrics: { mnist: 0.99 } }
    expect(parseManifest(extended)).toBe(extended)
  })

  it('takes a reference distribution', () => {
    const confidence = [0, 0, 0, 0, 0, 0, 0, 0, 0.25, 0.75]
    const whole = { ...manifest, reference: { labels: [0.5, 0.5], confidence } }
    expect(parseManifest(whole)).toBe(whole)
  })

  it.each<[string, unknown, string]>([
    ['null', null, 'the manifest'],
    ['a list', [], 'the manifest'],
    ['another format', { ...manifest, format: 'edgeink-model/2' }, 'format'],
    ['no id', { ...manifest, id: '' }, 'id'],
    ['a version that is not semantic', { ...manifest, version: '1' }, 'version'],
    ['no labels', { ...manifest, labels: [] }, 'labels'],
    ['a label twice', { ...manifest, labels: ['0', '0'] }, 'labels'],
    ['no views', { ...manifest, views: [] }, 'views'],
    ['a view twice', { ...manifest, views: [view, view] }, 'views'],
    ['a view that is not an object', { ...manifest, views: ['raster'] }, 'views[0]'],
    ['a later version of a view', withView({ input: 'raster/2' }), 'views[0].input'],
    ['a file elsewhere', withView({ file: '../raster.onnx' }), 'views[0].file'],
    ['a checksum in capitals', withView({ sha256: 'A'.repeat(64) }), 'views[0].sha256'],
    ['no length', withView({ bytes: undefined }), 'views[0].bytes'],
    ['a weight of zero', withView({ weight: 0 }), 'views[0].weight'],
    ['a temperature of zero', { ...manifest, temperature: 0 }, 'temperature'],
    ['temperatures in a list', { ...manifest, temperatures: [1] }, 'temperatures'],
    ['one of zero', { ...manifest, temperatures: { image: 0 } }, 'temperatures.image'],
    ['one as text', { ...manifest, temperatures: { partial: '2' } }, 'temperatures.partial'],
    ['a temperature that is not a number', { ...manifest, temperature: NaN }, 'temperature'],
    ['no threshold', { ...manifest, reject: {} }, 'reject.threshold'],
    ['a reference of other labels', withReference({ labels: [1] }), 'reference.labels'],
    ['a reference in percent', withReference({ labels: [50, 50] }), 'reference.labels'],
    ['shares that lack some', withReference({ labels: [0.5, 0.3] }), 'reference.labels'],
    ['a reference of other bins', withReference({ confidence: [1] }), 'reference.confidence'],
    [
      'no sound temperature of it',
      { ...manifest, reject: { temperature: 0 } },
      'reject.temperature',
    ],
    ['a threshold above one', { ...manifest, reject: { threshold: 2 } }, 'reject.threshold'],
  ])('refuses %s and names the field', (_, value, field) => {
    expect(() => parseManifest(value)).toThrow(
      expect.objectContaining({
        code: 'MANIFEST',
        message: expect.stringContaining(`${field}: expected`),
      }),
    )
  })
})

function withReference(change: object): unknown {
  const reference = { labels: [0.5, 0.5], confidence: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], ...change }
  return { ...manifest, reference }
}

function withView(change: object): unknown {
  return { ...manifest, views: [{ ...view, ...change }] }
}
