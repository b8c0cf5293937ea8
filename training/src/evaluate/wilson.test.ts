import { expect, it } from 'vitest'
import { wilsonInterval } from './wilson.ts'

it('agrees with published values', () => {
  // Newcombe 1998, table I: 81 of 263 and 1 of 29.
  const [low, high] = wilsonInterval(81, 263)
  expect(low).toBeCloseTo(0.2553, 4)
  expect(high).toBeCloseTo(0.3662, 4)
  const [lowest, highest] = wilsonInterval(1, 29)
  expect(lowest).toBeCloseTo(0.0061, 4)
  expect(highest).toBeCloseTo(0.1718, 4)
})

it('stays within 0 and 1, and is all of it when nothing was counted', () => {
  expect(wilsonInterval(10, 10)[1]).toBeCloseTo(1, 12)
  expect(wilsonInterval(10, 10)[1]).toBeLessThanOrEqual(1)
  expect(wilsonInterval(0, 10)[0]).toBeCloseTo(0, 12)
  expect(wilsonInterval(0, 10)[0]).toBeGreaterThanOrEqual(0)
  expect(wilsonInterval(0, 0)).toEqual([0, 1])
})
