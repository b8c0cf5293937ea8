import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { epochOrder, epochSize } from './epoch-order.ts'

const RANGES = [
  { start: 0, count: 100, weight: 1 },
  { start: 100, count: 40, weight: 2.5 },
  { start: 140, count: 10, weight: 0 },
]

function counts(order: Int32Array): number[] {
  const seen = new Array<number>(150).fill(0)
  for (const index of order) seen[index]++
  return seen
}

describe('the order of an epoch', () => {
  it('repeats every sample by the weight of its source', () => {
    const order = epochOrder(RANGES, createRandom(1))
    const seen = counts(order)
    expect(order).toHaveLength(200)
    expect(epochSize(RANGES)).toBe(200)
    expect(new Set(seen.slice(0, 100))).toEqual(new Set([1]))
    expect(seen.slice(100, 140).filter((n) => n === 2)).toHaveLength(20)
    expect(seen.slice(100, 140).filter((n) => n === 3)).toHaveLength(20)
    expect(new Set(seen.slice(140))).toEqual(new Set([0]))
  })

  it('mixes the sources', () => {
    const order = epochOrder(RANGES, createRandom(1))
    const early = order.subarray(0, 100).filter((index) => index >= 100).length
    expect(early).toBeGreaterThan(30)
    expect(early).toBeLessThan(70)
  })

  it('is the same for one seed and another for another', () => {
    expect(epochOrder(RANGES, createRandom(1))).toEqual(epochOrder(RANGES, createRandom(1)))
    expect(epochOrder(RANGES, createRandom(2))).not.toEqual(epochOrder(RANGES, createRandom(1)))
  })
})
