/** Geometry of the eraser: which strokes its way touches. Pure. */
import type { Point, Stroke } from '@edgeink/ink'

type XY = Pick<Point, 'x' | 'y'>

/** Whether any part of the stroke comes within `radius` of the straight way from `a` to `b`. */
export function isTouched({ points }: Stroke, a: XY, b: XY, radius: number): boolean {
  return points.some((point, i) => segmentDistance(points[i - 1] ?? point, point, a, b) <= radius)
}

/** The shortest distance between the segments `pq` and `ab`; a segment may be a point. */
function segmentDistance(p: XY, q: XY, a: XY, b: XY): number {
  if (cross(p, q, a, b)) return 0
  return Math.min(
    pointDistance(p, a, b),
    pointDistance(q, a, b),
    pointDistance(a, p, q),
    pointDistance(b, p, q),
  )
}

function pointDistance({ x, y }: XY, a: XY, b: XY): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const along = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)
  const at = Math.min(1, Math.max(0, along))
  return Math.hypot(x - a.x - at * dx, y - a.y - at * dy)
}

/** Each segment has the ends of the other on both of its sides. */
function cross(p: XY, q: XY, a: XY, b: XY): boolean {
  return side(p, q, a) * side(p, q, b) < 0 && side(a, b, p) * side(a, b, q) < 0
}

function side(p: XY, q: XY, { x, y }: XY): number {
  return Math.sign((q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x))
}
