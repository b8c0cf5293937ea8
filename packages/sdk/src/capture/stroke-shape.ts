/**
 * The line that is drawn through a stroke: quadratic curves from midpoint to midpoint, with the points as their control
 * points, so that neighbours share a tangent; and a width from pressure or, where a device has none, from speed.
 */
import type { Point } from '@edgeink/ink'

export interface InkStyle {
  /** Width of the line in CSS pixels, at medium pressure or at 1 px/ms. */
  readonly width: number
  /** How much pressure or speed changes the width: 0 not at all, 1 between nothing and twice the width. */
  readonly thinning: number
}

/** A run of curves of one width, starting at `(x, y)`. */
export interface CurveRun {
  readonly width: number
  readonly x: number
  readonly y: number
  readonly curves: Curve[]
}

export interface Curve {
  readonly controlX: number
  readonly controlY: number
  readonly x: number
  readonly y: number
}

/** Share of the new sample in the low-pass filter of the pressure: less is calmer and lags more. */
const FILTER = 0.3

/** Curves are drawn in one go while their width is the same to this many pixels. */
const WIDTH_STEP = 0.4

/** A canvas drops a line without length, its round caps too. A dot therefore is as long as nobody sees. */
const DOT_LENGTH = 0.01

export function shapeStroke(points: readonly Point[], style: InkStyle): CurveRun[] {
  if (points.length === 0) return []
  const runs: CurveRun[] = []
  let from = points[0]
  let pressure = 0.5
  for (let i = 0; i < points.length; i++) {
    const control = points[i]
    const isLast = i === points.length - 1
    const end = isLast ? lineEnd(points) : midpoint(control, points[i + 1])
    pressure += FILTER * (pressureAt(points, i) - pressure)
    const run = runOf(runs, widthOf(pressure, style), from)
    run.curves.push({ controlX: control.x, controlY: control.y, x: end.x, y: end.y })
    from = end
  }
  return runs
}

/** Width by pressure in 0..1, rounded to steps that the eye does not see. */
function widthOf(pressure: number, { width, thinning }: InkStyle): number {
  const exact = width * (1 + thinning * (2 * pressure - 1))
  return Math.max(WIDTH_STEP, Math.round(exact / WIDTH_STEP) * WIDTH_STEP)
}

function runOf(runs: CurveRun[], width: number, from: { x: number; y: number }): CurveRun {
  const last = runs.at(-1)
  if (last?.width === width) return last
  const run: CurveRun = { width, x: from.x, y: from.y, curves: [] }
  runs.push(run)
  return run
}

/** The pen's pressure, else one made up from speed: 1 at rest, 0.5 at 1 px/ms, towards 0 when fast. */
function pressureAt(points: readonly Point[], i: number): number {
  const { x, y, t, pressure } = points[i]
  if (pressure !== undefined) return pressure
  const before = points[i - 1]
  if (before?.t === undefined || t === undefined || t <= before.t) return 0.5
  return 1 / (1 + Math.hypot(x - before.x, y - before.y) / (t - before.t))
}

function midpoint(a: Point, b: Point): { x: number; y: number } {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function lineEnd(points: readonly Point[]): { x: number; y: number } {
  const { x, y } = points[points.length - 1]
  const isDot = points.every((point) => point.x === x && point.y === y)
  return isDot ? { x: x + DOT_LENGTH, y } : { x, y }
}
