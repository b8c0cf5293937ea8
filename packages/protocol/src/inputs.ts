// Between the wire and the project's own ink. The types repeat those of @edgeink/ink, because this package
// is a leaf: the compiler holds the two equal where both are used.
import { isFlat } from './check.ts'
import type { ClassifyRequest, WirePoint, WireRaster, WireStroke, WireStrokes } from './wire.ts'

/** Structurally `Point` of @edgeink/ink. */
export interface InkPoint {
  readonly x: number
  readonly y: number
  readonly t?: number
  readonly pressure?: number
}

/** Structurally `Ink` of @edgeink/ink. */
export type InkStrokes = readonly { readonly points: readonly InkPoint[] }[]

/** What a classifier is given: one ink, or one image. */
export type ClassifyInput = { readonly ink: InkStrokes } | { readonly raster: Float32Array }

/** The inputs of a checked request, in its order. */
export function toInputs(request: ClassifyRequest): ClassifyInput[] {
  const { strokes, inks, raster, rasters } = request
  if (strokes) return [{ ink: toInk(strokes) }]
  if (inks) return inks.map((one) => ({ ink: toInk(one.strokes) }))
  return (rasters ?? (raster ? [raster] : [])).map((one) => ({ raster: toRaster(one) }))
}

/** An image of the wire as numbers in 0..1, 1 = ink. */
export function toRaster(raster: WireRaster): Float32Array {
  if (typeof raster !== 'string') return Float32Array.from(raster)
  return Float32Array.from(atob(raster), (byte) => byte.charCodeAt(0) / 255)
}

/** Strokes of the wire as an ink. What a point does not say stays unsaid. */
export function toInk(strokes: WireStrokes): InkStrokes {
  return strokes.map((stroke) => ({ points: toPoints(stroke) }))
}

/** The points of one stroke of the wire. */
export function toPoints(stroke: WireStroke): InkPoint[] {
  if (!isFlat(stroke)) return (stroke as readonly WirePoint[]).map(toPoint)
  return Array.from({ length: stroke.length / 2 }, (_, i) => ({
    x: stroke[2 * i],
    y: stroke[2 * i + 1],
  }))
}

/** An ink as strokes of the wire, in the shortest form that keeps all it says. */
export function fromInk(ink: InkStrokes): WireStrokes {
  return ink.map((stroke) => stroke.points.map(fromPoint))
}

function toPoint(point: WirePoint): InkPoint {
  if (isTuple(point)) {
    const [x, y, t] = point
    return t === undefined ? { x, y } : { x, y, t }
  }
  const { x, y, t, pressure } = point
  if (pressure !== undefined) return t === undefined ? { x, y, pressure } : { x, y, t, pressure }
  return t === undefined ? { x, y } : { x, y, t }
}

function fromPoint({ x, y, t, pressure }: InkPoint): WirePoint {
  if (pressure !== undefined) return t === undefined ? { x, y, pressure } : { x, y, t, pressure }
  return t === undefined ? [x, y] : [x, y, t]
}

function isTuple(point: WirePoint): point is Exclude<WirePoint, { readonly x: number }> {
  return Array.isArray(point)
}
