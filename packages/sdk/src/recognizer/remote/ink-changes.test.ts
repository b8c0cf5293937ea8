import type { Ink, Stroke } from '@edgeink/ink'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inkChanges } from './ink-changes.ts'

/** What an edge that follows the protocol makes of the changes. */
function apply(ink: Ink, changes: ReturnType<typeof inkChanges>): Ink {
  let strokes: readonly Stroke[] = ink
  for (const change of changes) {
    if (change.type === 'clear') strokes = []
    else if (change.type === 'undo') strokes = strokes.slice(0, -1)
    else {
      const { stroke, points } = change
      expect(stroke).toBeLessThanOrEqual(strokes.length)
      const known = strokes[stroke]?.points ?? []
      strokes = [
        ...strokes.slice(0, stroke),
        { points: [...known, ...points] },
        ...strokes.slice(stroke + 1),
      ]
    }
  }
  return strokes
}

/** Few different points, so that inks often have beginnings in common. */
const point = fc.record({ x: fc.integer({ min: 0, max: 1 }), y: fc.constant(0) })
const ink = fc.array(fc.record({ points: fc.array(point, { minLength: 1, maxLength: 4 }) }), {
  maxLength: 4,
})

test('the changes make the second ink of the first', () => {
  fc.assert(
    fc.property(ink, ink, (from, to) => {
      expect(apply(from, inkChanges(from, to))).toEqual(to)
    }),
    { seed: 6, numRuns: 500 },
  )
})

test('a stroke that grew costs only its new points', () => {
  const [a, b, c] = [0, 1, 2].map((x) => ({ x, y: 0 }))
  const changes = inkChanges([{ points: [a] }], [{ points: [a, b] }, { points: [c] }])
  expect(changes).toEqual([
    { type: 'points', stroke: 0, points: [b] },
    { type: 'points', stroke: 1, points: [c] },
  ])
})

test('a stroke that was taken back is an undo, another ink a new beginning', () => {
  const [one, two, other] = [0, 1, 2].map((x) => ({ points: [{ x, y: 0 }] }))
  expect(inkChanges([one, two], [one])).toEqual([{ type: 'undo' }])
  expect(inkChanges([one, two], [other])[0]).toEqual({ type: 'clear' })
})

test('the same ink costs nothing', () => {
  const property = fc.property(ink, (same) => {
    expect(inkChanges(same, structuredClone(same))).toEqual([])
  })
  fc.assert(property, { seed: 6 })
})

test('a long stroke goes in pieces', () => {
  const points = Array.from({ length: 1200 }, (_, x) => ({ x, y: 0 }))
  const lengths = inkChanges([], [{ points }]).map(
    (change) => change.type === 'points' && change.points.length,
  )
  expect(lengths).toEqual([500, 500, 200])
})
