import { expect, test } from 'vitest'
import { percentiles } from './percentiles.ts'

test('percentiles are measured values, in whatever order they came', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(percentiles(values)).toEqual({ count: 100, p50: 50, p95: 95, max: 100 })
  expect(percentiles([7])).toEqual({ count: 1, p50: 7, p95: 7, max: 7 })
  expect(percentiles([]).p95).toBeNaN()
})
