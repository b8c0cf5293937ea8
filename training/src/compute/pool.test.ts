import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { initialiseParameters } from '../model/initialise.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters } from '../model/parameters.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import { initialStream } from '../pipeline/streams.ts'
import { TOY_LABELS, toyDataset } from '../testing/toy-dataset.ts'
import { type ComputePool, splitEvenly, startPool } from './pool.ts'

const dataset = toyDataset(24)
const config = parseConfig({ labels: TOY_LABELS, sources: { mnist: 1 }, hidden: 8 })
const layout = layoutParameters(createNetwork(networkShape(config)).parameters)
const weights = initialiseParameters(layout, initialStream(1))

const pools: ComputePool[] = []
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

async function openPool(threads: number): Promise<ComputePool> {
  const pool = await startPool({
    setup: {
      backend: 'wasm',
      network: networkShape(config),
      normalisation: VIEW_SHAPES.raster,
      dropout: 0.3,
      labelSmoothing: 0,
      seed: 1,
    },
    readerSetup: { view: 'raster', augment: true, labels: TOY_LABELS, samples: dataset.samples },
    size: layout.size,
    threads,
  })
  pools.push(pool)
  pool.weights.set(weights)
  pool.average.set(weights)
  return pool
}

const request = (samples: number[]) => ({
  epoch: 2,
  position: 32,
  samples: Int32Array.from(samples),
})

describe('a pool of threads', () => {
  it('computes the gradient that one thread computes, whoever draws a sample', async () => {
    const [one, three] = [await openPool(1), await openPool(3)]
    const samples = [5, 0, 23, 7, 7, 11, 2]
    const alone = await one.gradient(request(samples))
    const shared = await three.gradient(request(samples))
    expect(shared.correct).toBe(alone.correct)
    expect(shared.loss).toBeCloseTo(alone.loss, 4)
    const difference = one.meanGradient.map((value, i) => Math.abs(value - three.meanGradient[i]))
    expect(Math.max(...one.meanGradient.map(Math.abs))).toBeGreaterThan(0.01)
    expect(Math.max(...difference)).toBeLessThan(1e-6)
  })

  it('answers logits in the order of the samples, fewer samples than threads too', async () => {
    const [one, three] = [await openPool(1), await openPool(3)]
    for (const samples of [
      [3, 1, 2, 9, 20],
      [4, 8],
    ]) {
      const asked = { samples: Int32Array.from(samples), use: 'average' } as const
      const expected = await one.logits(asked)
      const got = await three.logits(asked)
      expect(got).toHaveLength(samples.length * TOY_LABELS.length)
      got.forEach((logit, i) => {
        expect(logit).toBeCloseTo(expected[i], 5)
      })
    }
  })

  it('hands on the error of a thread, and answers the next request as if nothing had been', async () => {
    const pool = await openPool(2)
    const before = await pool.gradient(request([4, 5]))
    await expect(pool.gradient(request([0, 999]))).rejects.toThrow()
    expect(await pool.gradient(request([4, 5]))).toEqual(before)
  })

  it('tells when a thread cannot start', async () => {
    await expect(
      startPool({
        setup: {
          backend: 'no such backend' as 'wasm',
          network: networkShape(config),
          normalisation: VIEW_SHAPES.raster,
          dropout: 0,
          labelSmoothing: 0,
          seed: 1,
        },
        readerSetup: { view: 'raster', augment: true, labels: TOY_LABELS, samples: [] },
        size: layout.size,
        threads: 2,
      }),
    ).rejects.toThrow(/backend/)
  })
})

describe('a split', () => {
  it('keeps every sample in its order, in parts whose sizes differ by one at most', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), fc.integer({ min: 1, max: 9 }), (samples, parts) => {
        const split = splitEvenly(Int32Array.from(samples), parts)
        expect(split.flatMap((part) => [...part.samples])).toEqual(samples)
        const sizes = split.map((part) => part.samples.length)
        expect(Math.max(0, ...sizes) - Math.min(...sizes, Math.max(0, ...sizes))).toBeLessThan(2)
        for (const { start, samples: part } of split) expect(samples[start]).toBe(part[0])
      }),
    )
  })
})
