import { expect, it } from 'vitest'
import { differenceOfShares, mean, standardDeviation } from './statistics.ts'

it('mean and deviation are those of a sample', () => {
  expect(mean([2, 4, 9])).toBe(5)
  expect(standardDeviation([2, 4, 9])).toBeCloseTo(Math.sqrt(26 / 2), 12)
  expect(standardDeviation([1])).toBeNaN()
})

it('the interval of a difference is that of the published example', () => {
  // Newcombe 1998, table II, (a) 56/70 − 48/80: 0.2000, method 10: 0.0524 to 0.3339. Ours has one count for both.
  const { value, interval } = differenceOfShares(0.8, 0.6, 70)
  expect(value).toBeCloseTo(0.2, 12)
  expect(interval[0]).toBeGreaterThan(0.04)
  expect(interval[0]).toBeLessThan(0.0524)
  expect(interval[1]).toBeGreaterThan(0.3339)
  expect(interval[1]).toBeLessThan(0.35)
})

it('equal shares differ by nothing, either way', () => {
  const { value, interval } = differenceOfShares(0.99, 0.99, 10_000)
  expect(value).toBe(0)
  expect(interval[0]).toBeCloseTo(-interval[1], 12)
})
