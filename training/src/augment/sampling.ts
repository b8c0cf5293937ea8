import type { Point } from '@edgeink/ink'

/** Keeps every so-manieth point of a stroke, the first among them, and the last: where it ends is never lost. */
export function thinPoints(points: readonly Point[], keepEvery: number): readonly Point[] {
  if (keepEvery <= 1) return points
  return points.filter((_, index) => index % keepEvery === 0 || index === points.length - 1)
}

/** Moves points onto the nearest crossing of a grid; a grid of 0 moves none. */
export function snapPoints(points: readonly Point[], grid: number): readonly Point[] {
  if (grid <= 0) return points
  const snap = (coordinate: number) => grid * Math.round(coordinate / grid)
  return points.map((point) => ({ ...point, x: snap(point.x), y: snap(point.y) }))
}
