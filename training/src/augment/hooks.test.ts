import type { Point } from '@edgeink/ink'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { addHooks } from './hooks.ts'

const DOWN: readonly Point[] = Array.from({ length: 11 }, (_, i) => ({ x: 0, y: i / 10, t: i }))

describe('a hook', () => {
  it('leaves the stroke itself as it is, between a curve before and one after', () => {
    const hooked = addHooks(DOWN, createRandom(1), 1)
    expect(hooked).toHaveLength(DOWN.length + 10)
    expect(hooked.slice(5, -5)).toEqual(DOWN)
  })

  it('goes on smoothly, no longer than 0.22, and on average up and to the right', () => {
    const ends = Array.from({ length: 200 }, (_, seed) => {
      const exit = addHooks(DOWN, createRandom(seed), 1).slice(-6)
      const steps = exit.slice(1).map(({ x, y }, i) => [x - exit[i].x, y - exit[i].y])
      const length = steps.reduce((sum, [dx, dy]) => sum + Math.hypot(dx, dy), 0)
      expect(length).toBeLessThanOrEqual(0.22)
      expect(length).toBeGreaterThanOrEqual(0.04)
      expect(steps[0][1]).toBeGreaterThan(0)
      return exit[5].x
    })
    expect(ends.filter((x) => x > 0).length).toBeGreaterThan(150)
  })

  it('is never given to a dot, nor to any stroke when the probability is 0', () => {
    expect(addHooks([{ x: 3, y: 3 }], createRandom(1), 1)).toEqual([{ x: 3, y: 3 }])
    expect(addHooks(DOWN, createRandom(1), 0)).toEqual(DOWN)
  })
})
