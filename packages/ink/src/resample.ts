import { equalArcPositions, measureArc, valueAt } from './arc-length.ts'
import { InkError } from './error.ts'
import { normalizePath } from './path.ts'
import type { Point, Stroke } from './types.ts'

/**
 * A stroke as `count` points of equal distance along its way, the first and last kept. `t` and `pressure`
 * are interpolated where both neighbours have them, else left out. A dot becomes `count` equal points.
 *
 * @param count at least 2
 * @throws {InkError} `INK_EMPTY`, `INK_NOT_FINITE`, `INK_SHAPE` or `INK_OPTION`
 */
export function resample(stroke: Stroke, count: number): Stroke {
  if (!Number.isInteger(count) || count < 2) {
    throw new InkError('INK_OPTION', `expected a whole count of at least 2, got ${count}`)
  }
  const path = normalizePath([stroke])
  const { points } = stroke
  const x = Float64Array.from(points, (point) => point.x)
  const y = Float64Array.from(points, (point) => point.y)
  const positions = equalArcPositions(measureArc(path.x, path.y), count)
  return {
    points: Array.from(positions, (position) => ({
      x: valueAt(x, position),
      y: valueAt(y, position),
      ...optionalAt(points, position),
    })),
  }
}

function optionalAt(points: readonly Point[], position: number): Pick<Point, 't' | 'pressure'> {
  const before = points[Math.floor(position)]
  const after = points[Math.ceil(position)]
  const fraction = position - Math.floor(position)
  const t = between(before.t, after.t, fraction)
  const pressure = between(before.pressure, after.pressure, fraction)
  return { ...(t !== undefined && { t }), ...(pressure !== undefined && { pressure }) }
}

function between(
  a: number | undefined,
  b: number | undefined,
  fraction: number,
): number | undefined {
  return a === undefined || b === undefined ? undefined : a + fraction * (b - a)
}
