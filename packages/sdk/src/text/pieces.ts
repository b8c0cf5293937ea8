import type { Ink, Point } from '@edgeink/ink'
import type { StrokeSegment } from './types.ts'

/** A part of the ink that belongs to one character as a whole: a stroke that has points. */
export interface Piece extends StrokeSegment {
  readonly points: readonly Point[]
  readonly box: Box
}

/** Sides of a bounding box; `y` grows downward. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The strokes of an ink as pieces, in the order they were written. Strokes without points are left out. */
export function piecesOf(ink: Ink): Piece[] {
  return ink.flatMap(({ points }, stroke) =>
    points.length === 0
      ? []
      : [{ stroke, begin: 0, end: points.length, points, box: boxOf(points) }],
  )
}

function boxOf(points: readonly Point[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, right, top, bottom }
}

/** The smallest box around boxes. */
export function unionOf(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  }
}

export function centreX({ left, right }: Box): number {
  return left + (right - left) / 2
}
