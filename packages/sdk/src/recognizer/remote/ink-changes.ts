import type { Ink, Point } from '@edgeink/ink'

/** What makes one ink of another: messages of the stream without their `type`'s envelope. */
export type InkChange =
  | { readonly type: 'clear' }
  | { readonly type: 'undo' }
  | { readonly type: 'points'; readonly stroke: number; readonly points: readonly Point[] }

/** Points in one change, at most: a message of them stays far below the limit of its bytes. */
const POINTS = 500

/** The changes that make `to` of `from`, as few points as the stream's messages allow. None where they are equal. */
export function inkChanges(from: Ink, to: Ink): InkChange[] {
  const kept = keptStrokes(from, to)
  const changes = removals(from.length, kept)
  to.forEach(({ points }, stroke) => {
    const known = stroke < kept ? from[stroke].points.length : 0
    for (let i = known; i < points.length; i += POINTS) {
      changes.push({ type: 'points', stroke, points: points.slice(i, i + POINTS) })
    }
  })
  return changes
}

/** How many leading strokes of `from` are in `to` as they were, or longer. */
function keptStrokes(from: Ink, to: Ink): number {
  let kept = 0
  while (kept < from.length && kept < to.length && begins(to[kept].points, from[kept].points))
    kept++
  return kept
}

function removals(strokes: number, kept: number): InkChange[] {
  if (kept === 0 && strokes > 0) return [{ type: 'clear' }]
  return Array.from({ length: strokes - kept }, () => ({ type: 'undo' }))
}

function begins(points: readonly Point[], start: readonly Point[]): boolean {
  return points.length >= start.length && start.every((point, i) => isSame(point, points[i]))
}

function isSame(a: Point, b: Point): boolean {
  return a === b || (a.x === b.x && a.y === b.y && a.t === b.t && a.pressure === b.pressure)
}
