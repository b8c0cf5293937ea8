import { type Box, centreX, type Piece, unionOf } from './pieces.ts'

/** Pieces that may be one character: `pieces[begin]` up to, not including, `pieces[end]` of a row in order of place. */
export interface Group {
  readonly begin: number
  readonly end: number
  /** In the order they were written, which the pen's trace needs. */
  readonly pieces: readonly Piece[]
  readonly box: Box
}

/** Strokes of a character, at most. Capital E and the like have four; a fifth is for whoever lifts the pen more. */
const MAX_PIECES = 5

/** A gap inside a character, in heights of the line, beyond which it is two. */
const MAX_INNER_GAP = 0.6

/** Sorts by place: late strokes, such as the bar of a 7 that was written last, come to where they are. */
export function inOrderOfPlace(pieces: readonly Piece[]): Piece[] {
  return pieces.toSorted((a, b) => centreX(a.box) - centreX(b.box) || a.stroke - b.stroke)
}

/**
 * Every group of consecutive pieces that is not too wide apart to be a character, by falling likelihood that it is
 * worth asking: those of one piece first, which alone make a reading, then those with smaller gaps inside. No more
 * than `limit`, but at least all of one piece.
 *
 * @param row pieces in order of place
 */
export function hypothesize(row: readonly Piece[], height: number, limit: number): Group[] {
  const groups = row.map((piece, begin) => groupOf([piece], begin))
  const several: { group: Group; gap: number }[] = []
  for (let begin = 0; begin < row.length; begin++) {
    for (let end = begin + 2; end <= Math.min(row.length, begin + MAX_PIECES); end++) {
      const group = groupOf(row.slice(begin, end), begin)
      const gap = innerGap(group.pieces) / height
      if (gap <= MAX_INNER_GAP) several.push({ group, gap })
    }
  }
  several.sort((a, b) => a.gap - b.gap)
  return [
    ...groups,
    ...several.slice(0, Math.max(0, limit - groups.length)).map(({ group }) => group),
  ]
}

function groupOf(members: readonly Piece[], begin: number): Group {
  return {
    begin,
    end: begin + members.length,
    pieces: members.toSorted((a, b) => a.stroke - b.stroke || a.begin - b.begin),
    box: unionOf(members.map(({ box }) => box)),
  }
}

/** The widest strip, from left to right, in which a group has no ink; at least 0. */
export function innerGap(pieces: readonly Piece[]): number {
  const boxes = pieces.map(({ box }) => box).sort((a, b) => a.left - b.left)
  let gap = 0
  let { right } = boxes[0]
  for (const box of boxes) {
    gap = Math.max(gap, box.left - right)
    right = Math.max(right, box.right)
  }
  return gap
}
