import { badPoint, checkExtent, checkStrokes, emptyInk, pointPath, pointsOf } from './check.ts'
import type { Ink } from './types.ts'

/** The smallest box, along the axes, that holds every point of an ink; in the ink's own unit. */
export interface Bounds {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
  /** `maxX - minX`; 0 for a vertical line or a dot. */
  readonly width: number
  /** `maxY - minY`; 0 for a horizontal line or a dot. */
  readonly height: number
}

/**
 * The bounding box of the points of an ink; the pen's width is not part of it.
 *
 * @throws {InkError} `INK_EMPTY`, `INK_NOT_FINITE` or `INK_SHAPE`
 */
export function bounds(ink: Ink): Bounds {
  checkStrokes(ink)
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let s = 0; s < ink.length; s++) {
    const points = pointsOf(ink[s], s)
    for (let p = 0; p < points.length; p++) {
      const point = points[p]
      const x = point?.x
      const y = point?.y
      if (!(Number.isFinite(x) && Number.isFinite(y))) throw badPoint(point, pointPath(s, p))
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
  }
  if (minX > maxX) throw emptyInk()
  checkExtent(maxX - minX)
  checkExtent(maxY - minY)
  return { minX, minY, maxX, maxY, width: maxX - minX, height: maxY - minY }
}
