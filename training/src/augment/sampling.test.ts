import { expect, it } from 'vitest'
import { snapPoints, thinPoints } from './sampling.ts'

const POINTS = Array.from({ length: 10 }, (_, i) => ({ x: i * 0.1, y: i * i * 0.01, t: i }))

it.each([1, 2, 3, 8, 20])('of every %i points one is kept, and both ends', (keepEvery) => {
  const kept = thinPoints(POINTS, keepEvery)
  expect(kept[0]).toBe(POINTS[0])
  expect(kept.at(-1)).toBe(POINTS.at(-1))
  const spaced = Math.ceil(POINTS.length / keepEvery)
  expect([spaced, spaced + 1]).toContain(kept.length)
})

it('points move to the grid by half of its pitch at most, and keep their times', () => {
  const snapped = snapPoints(POINTS, 0.25)
  snapped.forEach(({ x, y, t }, i) => {
    expect(x % 0.25).toBe(0)
    expect(Math.abs(x - POINTS[i].x)).toBeLessThanOrEqual(0.125 + 1e-12)
    expect(Math.abs(y - POINTS[i].y)).toBeLessThanOrEqual(0.125 + 1e-12)
    expect(t).toBe(i)
  })
  expect(snapPoints(POINTS, 0)).toBe(POINTS)
})
