// The shapes of ink and images as declarations: what the checks of ../check.ts mean, and what a JSON Schema shows.
import * as z from 'zod'
import { BASE64_RASTER } from '../check.ts'
import { LIMITS } from '../limits.ts'

const coordinate = z.number().min(-LIMITS.coordinate).max(LIMITS.coordinate)
const unit = z.number().min(0).max(1)

/** One sample of the pen. */
export const declaredPoint = z.union([
  z.tuple([coordinate, coordinate]),
  z.tuple([coordinate, coordinate, z.number()]),
  z.object({ x: coordinate, y: coordinate, t: z.number().optional(), pressure: unit.optional() }),
])

/** One stroke: its points, or their coordinates one after the other. */
export const declaredStroke = z.union([
  z.array(declaredPoint).min(1).max(LIMITS.points),
  z
    .array(coordinate)
    .min(2)
    .max(2 * LIMITS.points)
    .refine((numbers) => numbers.length % 2 === 0),
])

/** The strokes of one ink. The limit on points holds for all of a request and has no place in a JSON Schema. */
export const declaredStrokes = z.array(declaredStroke).min(1).max(LIMITS.strokes)

/** One image, row-major: numbers, or bytes in base64. */
export const declaredRaster = z.union([
  z.array(unit).length(LIMITS.pixels),
  z.string().regex(BASE64_RASTER),
])
