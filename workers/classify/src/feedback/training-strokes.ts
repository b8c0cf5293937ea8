import { toInk, type WireStrokes } from '@edgeink/protocol'

/** Strokes in the one form that training reads: `[x, y]`, or `[x, y, t]` where the time is known. */
export function toTrainingStrokes(strokes: WireStrokes): number[][][] {
  return toInk(strokes).map(({ points }) =>
    points.map(({ x, y, t }) => (t === undefined ? [x, y] : [x, y, t])),
  )
}
