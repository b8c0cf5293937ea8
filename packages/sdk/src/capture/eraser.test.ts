import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTouched } from './eraser.ts'

const LINE = {
  points: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ],
}

test.for([
  ['crosses it between its points', { x: 50, y: -40 }, { x: 50, y: 40 }, 1, true],
  ['stays beside it', { x: 0, y: 6 }, { x: 100, y: 6 }, 5, false],
  ['comes as near as its radius', { x: 0, y: 5 }, { x: 100, y: 5 }, 5, true],
  ['rests on it', { x: 30, y: 2 }, { x: 30, y: 2 }, 3, true],
  ['ends before it begins', { x: -40, y: 0 }, { x: -10, y: 0 }, 5, false],
  ['runs along it', { x: -40, y: 0 }, { x: 10, y: 0 }, 0, true],
] as const)('an eraser touches a line when it %s', ([, a, b, radius, touched]) => {
  expect(isTouched(LINE, a, b, radius)).toBe(touched)
})

test('a dot is touched by what comes near it', () => {
  const dot = { points: [{ x: 10, y: 10 }] }
  expect(isTouched(dot, { x: 0, y: 12 }, { x: 20, y: 12 }, 3)).toBe(true)
  expect(isTouched(dot, { x: 0, y: 14 }, { x: 20, y: 14 }, 3)).toBe(false)
})

test('the answer is that of many samples along both ways', () => {
  const coordinate = fc.integer({ min: 0, max: 20 })
  const point = fc.record({ x: coordinate, y: coordinate })
  fc.assert(
    fc.property(point, point, point, point, (p, q, a, b) => {
      let nearest = Number.POSITIVE_INFINITY
      for (let i = 0; i <= 30; i++) {
        for (let j = 0; j <= 30; j++) {
          const at = (from: typeof p, to: typeof p, share: number) => ({
            x: from.x + (to.x - from.x) * share,
            y: from.y + (to.y - from.y) * share,
          })
          const [u, v] = [at(p, q, i / 30), at(a, b, j / 30)]
          nearest = Math.min(nearest, Math.hypot(u.x - v.x, u.y - v.y))
        }
      }
      expect(isTouched({ points: [p, q] }, a, b, nearest + 1e-9)).toBe(true)
      // Samples miss the nearest points by half a step on either way at most.
      const miss =
        (0.5 * (Math.hypot(q.x - p.x, q.y - p.y) + Math.hypot(b.x - a.x, b.y - a.y))) / 30
      if (nearest - miss > 0.1)
        expect(isTouched({ points: [p, q] }, a, b, nearest - miss - 0.1)).toBe(false)
    }),
    { numRuns: 20 },
  )
})
