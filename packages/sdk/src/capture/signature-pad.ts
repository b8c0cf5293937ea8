/** Drawings of signature_pad: its `toData()` becomes a document of ours, and the other way round. */
import type { Point, Stroke } from '@edgeink/ink'
import { isTouched } from './eraser.ts'
import { type DocumentStroke, type InkDocument, inkDocument } from './ink-document.ts'
import type { PadSize } from './ink-history.ts'
import type { InkStyle } from './ink-style.ts'
import { list, parseInk, record } from './parse-ink-document.ts'

/** A stroke as signature_pad has it; `x` and `y` in CSS pixels of the pad, `time` in milliseconds. */
export interface PointGroup {
  penColor: string
  /** Radius of a dot; 0: the middle of the two widths. */
  dotSize: number
  /** The widths are radii. */
  minWidth: number
  maxWidth: number
  velocityFilterWeight: number
  /** `destination-out` erases. */
  compositeOperation: GlobalCompositeOperation
  points: { x: number; y: number; pressure: number; time: number }[]
}

/** What signature_pad takes where nothing else is said. */
const PAD_DEFAULTS = { minWidth: 0.5, maxWidth: 2.5, velocityFilterWeight: 0.7 }

const ERASES = 'destination-out'

/**
 * A document of the groups that `toData()` of signature_pad gave. What an eraser took is cut out of the strokes, so that
 * it is neither seen nor recognised. A pressure that is the same at all points is that of no pen, and left out.
 *
 * @param size Of the pad; its data do not tell
 * @throws {InkDocumentError} when they are no groups of points
 */
export function fromPointGroups(groups: unknown, size: PadSize): InkDocument {
  let strokes: DocumentStroke[] = []
  for (const [i, value] of list(groups, 'groups').entries()) {
    const group = record(value, `groups[${i}]`)
    const points = parsePoints(group.points, `groups[${i}].points`)
    if (points.length === 0) continue
    const style = toStyle(group)
    if (group.compositeOperation === ERASES) strokes = cutOut(strokes, points, style.width / 2)
    else strokes.push({ points, style })
  }
  return inkDocument({ size, strokes })
}

/** Groups for `fromData()` of signature_pad. It wants a pressure and a time: 0.5 and 0 stand for none. */
export function toPointGroups(document: Pick<InkDocument, 'strokes'>): PointGroup[] {
  return document.strokes.map(({ points, style: { width, thinning, color } }) => ({
    penColor: color ?? 'black',
    dotSize: 0,
    minWidth: (width * (1 - thinning)) / 2,
    maxWidth: (width * (1 + thinning)) / 2,
    velocityFilterWeight: PAD_DEFAULTS.velocityFilterWeight,
    compositeOperation: 'source-over',
    points: points.map(({ x, y, t = 0, pressure = 0.5 }) => ({ x, y, pressure, time: t })),
  }))
}

function parsePoints(value: unknown, path: string): readonly Point[] {
  const raw = list(value, path).map((point, i) => record(point, `${path}[${i}]`))
  if (raw.length === 0) return []
  const hasPressure = raw.some(({ pressure }) => pressure !== raw[0].pressure)
  const points = raw.map(({ x, y, time, pressure }) => ({
    x,
    y,
    ...(time !== undefined && { t: time }),
    ...(hasPressure && pressure !== undefined && { pressure }),
  }))
  return parseInk([{ points }], path)[0].points
}

function toStyle(group: Record<string, unknown>): InkStyle {
  const min = positive(group.minWidth) ?? PAD_DEFAULTS.minWidth
  const max = Math.max(min, positive(group.maxWidth) ?? PAD_DEFAULTS.maxWidth)
  const color = typeof group.penColor === 'string' ? group.penColor : undefined
  return { width: min + max, thinning: (max - min) / (max + min), color }
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
    ? value
    : undefined
}

/** Takes away the points that the eraser covered, and parts the strokes there. */
function cutOut(
  strokes: readonly DocumentStroke[],
  eraser: readonly Point[],
  radius: number,
): DocumentStroke[] {
  const path: Stroke = { points: eraser }
  return strokes.flatMap(({ points, style }) =>
    runs(points, (point, before) => isTouched(path, before ?? point, point, radius)).map((run) => ({
      points: run,
      style,
    })),
  )
}

/** The runs of points between the cuts; a cut between two points takes neither of them unless it covers them too. */
function runs(
  points: readonly Point[],
  isCut: (point: Point, before?: Point) => boolean,
): Point[][] {
  const found: Point[][] = []
  let run: Point[] = []
  for (const [i, point] of points.entries()) {
    if (i > 0 && isCut(point, points[i - 1])) run = []
    if (isCut(point)) continue
    if (run.length === 0) found.push(run)
    run.push(point)
  }
  return found
}
