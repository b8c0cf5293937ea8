// What every view of an ink promises, whatever the ink: one suite of properties, run against each view.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rasterize } from './raster.ts'
import { trace } from './trace.ts'
import type { Ink, Point } from './types.ts'

fc.configureGlobal({ seed: 28, numRuns: 300 })

const VIEWS = [
  { name: 'raster', view: (ink: Ink) => rasterize(ink) },
  { name: 'trace', view: (ink: Ink) => trace(ink) },
]

/** The largest difference that rounding may make: views are single precision. */
const TOLERANCE = 1e-5

/** Coordinates on a grid of 1/16 have extents far above the rounding that moving and scaling cause. */
const coordinate = fc.integer({ min: -1600, max: 1600 }).map((n) => n / 16)
const point = fc.record({ x: coordinate, y: coordinate })
const ink: fc.Arbitrary<Ink> = fc.array(
  fc.record({ points: fc.array(point, { minLength: 1, maxLength: 20 }) }),
  { minLength: 1, maxLength: 5 },
)

function mapPoints(ink: Ink, change: (point: Point) => Point): Ink {
  return ink.map(({ points }) => ({ points: points.map(change) }))
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0)
}

/** Puts a point on each segment, `fraction` of the way along it. */
function interpolate(ink: Ink, fraction: number): Ink {
  return ink.map(({ points }) => ({
    points: points.flatMap((to, i) => {
      const from = points[i - 1]
      if (from === undefined) return [to]
      const x = from.x + fraction * (to.x - from.x)
      const y = from.y + fraction * (to.y - from.y)
      return [{ x, y }, to]
    }),
  }))
}

describe.each(VIEWS)('the $name', ({ view }) => {
  const expectSame = (a: Ink, b: Ink) =>
    expect(largestDifference(view(a), view(b))).toBeLessThanOrEqual(TOLERANCE)

  test('does not change when the ink is moved', () => {
    const shift = fc.double({ min: -1e5, max: 1e5, noNaN: true })
    fc.assert(
      fc.property(ink, shift, shift, (ink, dx, dy) => {
        expectSame(
          ink,
          mapPoints(ink, ({ x, y }) => ({ x: x + dx, y: y + dy })),
        )
      }),
    )
  })

  test('does not change when the ink is scaled', () => {
    fc.assert(
      fc.property(ink, fc.double({ min: -200, max: 200, noNaN: true }), (ink, exponent) => {
        const factor = 10 ** exponent
        expectSame(
          ink,
          mapPoints(ink, ({ x, y }) => ({ x: x * factor, y: y * factor })),
        )
      }),
    )
  })

  test('does not change when points are repeated', () => {
    fc.assert(
      fc.property(ink, fc.integer({ min: 2, max: 4 }), (ink, times) => {
        expectSame(
          ink,
          ink.map(({ points }) => ({ points: points.flatMap((p) => Array(times).fill(p)) })),
        )
      }),
    )
  })

  test('does not change when points are interpolated', () => {
    fc.assert(
      fc.property(ink, fc.double({ min: 0, max: 1, noNaN: true }), (ink, fraction) => {
        expectSame(ink, interpolate(ink, fraction))
      }),
    )
  })

  test('does not change when empty strokes are put in', () => {
    fc.assert(
      fc.property(ink, (ink) => {
        expectSame(ink, [{ points: [] }, ...ink.flatMap((stroke) => [stroke, { points: [] }])])
      }),
    )
  })

  test('ignores time and pressure', () => {
    fc.assert(
      fc.property(ink, fc.double(), fc.double(), (ink, t, pressure) => {
        expectSame(
          ink,
          mapPoints(ink, (p) => ({ ...p, t, pressure })),
        )
      }),
    )
  })

  test('leaves the ink as it was', () => {
    fc.assert(
      fc.property(ink, (ink) => {
        const before = mapPoints(ink, (p) => ({ ...p }))
        view(ink)
        expect(ink).toEqual(before)
      }),
    )
  })
})

describe('the raster', () => {
  test('does not change when a stroke is reversed', () => {
    fc.assert(
      fc.property(ink, fc.nat(), (ink, n) => {
        const reversed = ink.map(({ points }, s) => ({
          points: s === n % ink.length ? points.toReversed() : points,
        }))
        expect(largestDifference(rasterize(ink), rasterize(reversed))).toBeLessThanOrEqual(
          TOLERANCE,
        )
      }),
    )
  })

  test('holds only values in 0..1, and some ink', () => {
    fc.assert(
      fc.property(ink, fc.double({ min: 1, max: 10, noNaN: true }), (ink, penWidth) => {
        const raster = rasterize(ink, { penWidth })
        expect(Math.min(...raster)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...raster)).toBeLessThanOrEqual(1)
        expect(Math.max(...raster)).toBeGreaterThan(0)
      }),
    )
  })

  test('does not jump when a point moves by a thousandth of a pixel', () => {
    fc.assert(
      fc.property(ink, fc.nat(), (ink, n) => {
        const { points } = ink[n % ink.length]
        const all = ink.flatMap((stroke) => stroke.points)
        const across = (axis: 'x' | 'y') =>
          Math.max(...all.map((p) => p[axis])) - Math.min(...all.map((p) => p[axis]))
        const step = (Math.max(across('x'), across('y')) / 17.5) * 1e-3
        const moved = points[n % points.length]
        const nudged = mapPoints(ink, (p) => (p === moved ? { x: p.x + step, y: p.y + step } : p))
        expect(largestDifference(rasterize(ink), rasterize(nudged))).toBeLessThan(0.03)
      }),
    )
  })
})

describe('the trace', () => {
  test('holds only values in -1..1, and a pen of 0 or 1 that starts and ends on ink', () => {
    fc.assert(
      fc.property(ink, (ink) => {
        const features = trace(ink)
        expect(features.every((value) => Math.abs(value) <= 1 + TOLERANCE)).toBe(true)
        const pen = features.filter((_, i) => i % 5 === 4)
        expect(pen.every((value) => value === 0 || value === 1)).toBe(true)
        expect([pen[0], pen[63]]).toEqual([1, 1])
      }),
    )
  })
})
