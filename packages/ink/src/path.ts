import { bounds } from './bounds.ts'
import type { Ink } from './types.ts'

/**
 * An ink flattened for arithmetic, freed from its position and scale: the corner of its bounding box is
 * the origin and the longer side is 1. Both views start from it, which is what makes them invariant.
 */
export interface Path {
  readonly x: Float64Array
  readonly y: Float64Array
  /** For each stroke that has points, the index one past its last point. */
  readonly ends: readonly number[]
  /** Sides of the bounding box: 1 and at most 1, or 0 and 0 for a dot. */
  readonly width: number
  readonly height: number
}

/** @throws {InkError} as {@link bounds} does */
export function normalizePath(ink: Ink): Path {
  const { minX, minY, width, height } = bounds(ink)
  // Dividing by the extent, rather than multiplying by its inverse, also holds for subnormal extents.
  const extent = Math.max(width, height) || 1
  const count = ink.reduce((sum, stroke) => sum + stroke.points.length, 0)
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const ends: number[] = []
  let n = 0
  for (const { points } of ink) {
    for (let p = 0; p < points.length; p++) {
      x[n] = (points[p].x - minX) / extent
      y[n] = (points[p].y - minY) / extent
      n++
    }
    if (points.length > 0) ends.push(n)
  }
  return { x, y, ends, width: width / extent, height: height / extent }
}
