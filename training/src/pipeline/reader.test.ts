import { rasterize, trace } from '@edgeink/ink'
import { describe, expect, it } from 'vitest'
import type { InkSample, RasterSample } from '../data/samples.ts'
import { createReader, VIEW_SHAPES } from './reader.ts'
import { sampleStream } from './streams.ts'

const INK: InkSample = {
  ink: [
    {
      points: [
        { x: 0, y: 0 },
        { x: 5, y: 30 },
        { x: 20, y: 35 },
      ],
    },
  ],
  label: '7',
  source: 'pendigits',
  writer: 'pendigits/1',
}
const IMAGE: RasterSample = {
  raster: Uint8Array.from({ length: 784 }, (_, i) => i % 256),
  label: '3',
  source: 'mnist',
}
const LABELS = ['3', '7']

function read(view: 'raster' | 'trace', index: number, stream?: [number, number]) {
  const samples = [IMAGE, INK]
  const reader = createReader({ view, augment: true, labels: LABELS, samples })
  const { steps, features } = VIEW_SHAPES[view]
  const out = new Float32Array(steps * features)
  reader.read(index, out, stream && sampleStream(1, ...stream))
  return out
}

describe('a reader', () => {
  it('gives images and strokes as they are where nothing is drawn', () => {
    expect(read('raster', 0)).toEqual(Float32Array.from(IMAGE.raster, (byte) => byte / 255))
    expect(read('raster', 1)).toEqual(rasterize(INK.ink))
    expect(read('trace', 1)).toEqual(trace(INK.ink))
  })

  it.each([
    ['raster', 0],
    ['raster', 1],
    ['trace', 1],
  ] as const)('augments a %s by its place in the epoch alone (sample %i)', (view, index) => {
    const drawn = read(view, index, [3, 17])
    expect(read(view, index, [3, 17])).toEqual(drawn)
    expect(read(view, index, [3, 18])).not.toEqual(drawn)
    expect(read(view, index, [4, 17])).not.toEqual(drawn)
    expect(drawn).not.toEqual(read(view, index))
    expect(drawn.every(Number.isFinite)).toBe(true)
  })

  it('augments strokes within the ranges it is given', () => {
    const still = {
      rotation: 0,
      aspect: 0,
      shear: 0,
      elastic: 0,
      jitter: 0,
      reorder: 0,
      reverse: 0,
    }
    const inkAugmentation = { ...still, hook: 0, thin: 0, snap: 0, penWidth: null }
    const labels = ['3', '4']
    const samples = [{ ...INK, label: '4' }]
    const reader = createReader({ view: 'trace', augment: true, inkAugmentation, labels, samples })
    const { steps, features } = VIEW_SHAPES.trace
    const out = new Float32Array(steps * features)
    reader.read(0, out, sampleStream(1, 3, 17))
    expect(Math.max(...out.map((value, i) => Math.abs(value - trace(INK.ink)[i])))).toBeLessThan(
      1e-5,
    )
  })

  it('numbers labels by their order', () => {
    const samples = [IMAGE, INK]
    const reader = createReader({ view: 'raster', augment: false, labels: LABELS, samples })
    expect([...reader.labels]).toEqual([0, 1])
  })
})
