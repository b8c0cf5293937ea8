import type { Piece } from './pieces.ts'

/** What is usual in a row of writing: the measure for everything in it. */
export interface Line {
  /** Of its characters, about; never 0. */
  readonly height: number
  /** Milliseconds for which the pen is lifted between two strokes, the middle one; 0 without times. */
  readonly lift: number
}

export function measureLine(row: readonly Piece[]): Line {
  return { height: lineHeight(row), lift: middle(liftsOf(row)) }
}

/**
 * The middle one of the heights of the pieces, where taller ones count for more, so that bars and dots do not lower it.
 * Of a row of nothing but flat strokes, the width of the longest.
 */
function lineHeight(row: readonly Piece[]): number {
  const heights = row.map(({ box }) => box.bottom - box.top).sort((a, b) => a - b)
  const half = heights.reduce((sum, height) => sum + height, 0) / 2
  let sum = 0
  for (const height of heights) {
    sum += height
    if (sum >= half && height > 0) return height
  }
  return Math.max(...row.map(({ box }) => box.right - box.left)) || 1
}

/** Milliseconds of the longest lift between pieces that were written one after the other; 0 without times. */
export function longestLift(pieces: readonly Piece[]): number {
  return Math.max(0, ...liftsOf(pieces))
}

function liftsOf(pieces: readonly Piece[]): number[] {
  const written = pieces.toSorted((a, b) => a.stroke - b.stroke)
  return written.slice(1).flatMap((piece, i) => {
    const [from, to] = [written[i].points.at(-1)?.t, piece.points[0].t]
    const follows = piece.stroke === written[i].stroke + 1
    return follows && from !== undefined && to !== undefined && to > from ? [to - from] : []
  })
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
