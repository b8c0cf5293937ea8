// Between the wire and the project's own ink. The types repeat those of @edgeink/ink, because this package
// is a leaf: the compiler holds the two equal where both are used.
import type { ClassifyRequest, WirePoint, WireStrokes } from './wire.ts'

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
  return (rasters ?? (raster ? [raster] : [])).map((pixels) => ({
    raster: Float32Array.from(pixels),
  }))
}

/** Strokes of the wire as an ink. What a point does not say stays unsaid. */
export function toInk(strokes: WireStrokes): InkStrokes {
  return strokes.map((stroke) => ({ points: stroke.map(toPoint) }))
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
