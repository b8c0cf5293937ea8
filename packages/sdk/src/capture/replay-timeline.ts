/** When each point of a drawing is written again. Pure. */
import type { Point } from '@edgeink/ink'
import type { DocumentStroke } from './ink-document.ts'

export interface ReplayTimeline {
  /** Milliseconds at speed 1. */
  readonly duration: number
  /** The drawing as it was after so many milliseconds; finished strokes are always the same objects. */
  at(time: number): DocumentStroke[]
}

/** Milliseconds between points that have no time. */
const STEP = 10

/**
 * The times of the points, from 0 on. Whoever paused to think is not waited for: no gap is longer than `maxPause`; one
 * that runs backwards, between strokes of two sessions, is as long as that.
 */
export function replayTimeline(
  strokes: readonly DocumentStroke[],
  maxPause: number,
): ReplayTimeline {
  let clock = 0
  let before: Point | undefined
  const times = strokes.map(({ points }) =>
    points.map((point) => {
      if (before) clock += gap(before, point, maxPause)
      before = point
      return clock
    }),
  )
  const at = (time: number) =>
    strokes.flatMap((stroke, i) => {
      const written = times[i].filter((due) => due <= time).length
      if (written === 0) return []
      if (written === stroke.points.length) return [stroke]
      return [{ ...stroke, points: stroke.points.slice(0, written) }]
    })
  return { duration: clock, at }
}

function gap(before: Point, point: Point, maxPause: number): number {
  if (before.t === undefined || point.t === undefined) return STEP
  const passed = point.t - before.t
  return passed < 0 ? maxPause : Math.min(passed, maxPause)
}
