import { type ArcLength, equalArcPositions, measureArc, valueAt } from './arc-length.ts'
import { InkError } from './error.ts'
import { normalizePath, type Path } from './path.ts'
import type { Ink } from './types.ts'

/** Points in a trace. */
export const TRACE_STEPS = 64

/** Numbers for each point: x, y, dx, dy, pen. */
export const TRACE_FEATURES = 5

/** Numbers in a trace. */
export const TRACE_LENGTH = TRACE_STEPS * TRACE_FEATURES

/** Names this view in manifests. It changes whenever a trace would change. */
export const TRACE_VERSION = 'trace/1'

/** A sample this near a stroke's end, as a part of one step, counts as on it: rounding must not lift the pen. */
const PEN_TOLERANCE = 1e-6

export interface TraceOptions {
  /** Where to write the 320 numbers, to save the allocation. */
  readonly out?: Float32Array
}

/**
 * The pen's path as 64 points of equal distance along the way, the straight pen-up moves included. Each point is
 * - `x`, `y`: the position, centred on the bounding box, whose longer side is 2: both in -1..1;
 * - `dx`, `dy`: the move from the point before in units of the distance along the way, so its length is 1 where the
 *   path is straight and less where it bends: both in -1..1, and 0 for the first point;
 * - `pen`: 1 on ink, 0 in the air. A stroke too short for any point still sets the nearest one.
 *
 * A dot is 64 times (0, 0, 0, 0, 1).
 *
 * @throws {InkError} `INK_EMPTY`, `INK_NOT_FINITE`, `INK_SHAPE` or `INK_OPTION`
 */
export function trace(ink: Ink, options: TraceOptions = {}): Float32Array {
  const out = checkOut(options.out ?? new Float32Array(TRACE_LENGTH))
  const path = normalizePath(ink)
  const arc = measureArc(path.x, path.y)
  writeMoves(path, arc, out)
  writePen(path, arc, out)
  return out
}

function writeMoves(path: Path, arc: ArcLength, out: Float32Array): void {
  const positions = equalArcPositions(arc, TRACE_STEPS)
  const perStep = arc.total > 0 ? (TRACE_STEPS - 1) / (2 * arc.total) : 0
  let x = 2 * path.x[0] - path.width
  let y = 2 * path.y[0] - path.height
  for (let k = 0, o = 0; k < TRACE_STEPS; k++, o += TRACE_FEATURES) {
    const nextX = 2 * valueAt(path.x, positions[k]) - path.width
    const nextY = 2 * valueAt(path.y, positions[k]) - path.height
    out[o] = nextX
    out[o + 1] = nextY
    out[o + 2] = (nextX - x) * perStep
    out[o + 3] = (nextY - y) * perStep
    x = nextX
    y = nextY
  }
}

function writePen(path: Path, arc: ArcLength, out: Float32Array): void {
  const step = arc.total / (TRACE_STEPS - 1)
  for (let k = 0; k < TRACE_STEPS; k++) out[k * TRACE_FEATURES + 4] = step > 0 ? 0 : 1
  if (step === 0) return
  let start = 0
  for (const end of path.ends) {
    const from = arc.at[start] / step
    const to = arc.at[end - 1] / step
    const first = Math.max(0, Math.ceil(from - PEN_TOLERANCE))
    const last = Math.min(TRACE_STEPS - 1, Math.floor(to + PEN_TOLERANCE))
    for (let k = first; k <= last; k++) out[k * TRACE_FEATURES + 4] = 1
    if (last < first) out[nearestStep((from + to) / 2) * TRACE_FEATURES + 4] = 1
    start = end
  }
}

function nearestStep(position: number): number {
  return Math.min(TRACE_STEPS - 1, Math.floor(position + 0.5 + PEN_TOLERANCE))
}

function checkOut(out: Float32Array): Float32Array {
  if (out.length === TRACE_LENGTH) return out
  throw new InkError(
    'INK_OPTION',
    `expected out to hold ${TRACE_LENGTH} numbers, got ${out.length}`,
  )
}
