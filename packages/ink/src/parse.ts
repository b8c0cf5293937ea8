import { badNumber, badPoint, checkStrokes, emptyInk, pointPath, pointsOf } from './check.ts'
import { describe, InkError } from './error.ts'
import type { Ink, Point } from './types.ts'

export interface InkLimits {
  /** Strokes in an ink. */
  readonly strokes?: number
  /** Points in all strokes together. */
  readonly points?: number
}

/** What {@link assertInk} and {@link inkFromArrays} take unless told otherwise. */
export const INK_LIMITS = { strokes: 1_000, points: 100_000 } as const satisfies InkLimits

/**
 * Checks that a value from outside is an ink with at least one point, finite numbers and no more strokes and
 * points than the limits, and returns that same value.
 *
 * @throws {InkError} `INK_SHAPE`, `INK_NOT_FINITE`, `INK_EMPTY` or `INK_TOO_LARGE`
 */
export function assertInk(value: unknown, limits: InkLimits = {}): Ink {
  checkStrokes(value)
  const ink = value as Ink
  checkCount(ink.length, limits.strokes ?? INK_LIMITS.strokes, 'strokes')
  let points = 0
  for (let s = 0; s < ink.length; s++) points += pointsOf(ink[s], s).length
  checkCount(points, limits.points ?? INK_LIMITS.points, 'points')
  if (points === 0) throw emptyInk()
  for (let s = 0; s < ink.length; s++) {
    for (let p = 0; p < ink[s].points.length; p++) checkPoint(ink[s].points[p], s, p)
  }
  return ink
}

/**
 * An ink from strokes of `[x, y]` or `[x, y, t]`, the form that JSON and data sets use.
 *
 * @throws {InkError} `INK_SHAPE`, `INK_NOT_FINITE`, `INK_EMPTY` or `INK_TOO_LARGE`
 */
export function inkFromArrays(
  strokes: readonly (readonly (readonly number[])[])[],
  limits: InkLimits = {},
): Ink {
  checkStrokes(strokes)
  const ink = strokes.map((stroke, s) => {
    if (Array.isArray(stroke)) return { points: stroke.map((point, p) => pointFrom(point, s, p)) }
    const got = describe(stroke)
    throw new InkError('INK_SHAPE', `expected an array of points, got ${got}`, `strokes[${s}]`)
  })
  return assertInk(ink, limits)
}

function pointFrom(point: readonly number[], s: number, p: number): Point {
  if (!Array.isArray(point) || point.length < 2 || point.length > 3) {
    const got = describe(point)
    throw new InkError('INK_SHAPE', `expected [x, y] or [x, y, t], got ${got}`, pointPath(s, p))
  }
  const [x, y, t] = point
  return t === undefined ? { x, y } : { x, y, t }
}

function checkPoint(point: Point, s: number, p: number): void {
  if (!(Number.isFinite(point?.x) && Number.isFinite(point.y))) {
    throw badPoint(point, pointPath(s, p))
  }
  const { t, pressure } = point
  if (t !== undefined && !Number.isFinite(t)) throw badNumber(t, `${pointPath(s, p)}.t`)
  if (pressure !== undefined && !Number.isFinite(pressure)) {
    throw badNumber(pressure, `${pointPath(s, p)}.pressure`)
  }
}

function checkCount(count: number, limit: number, what: string): void {
  if (count <= limit) return
  throw new InkError('INK_TOO_LARGE', `expected at most ${limit} ${what}, got ${count}`, 'ink')
}
