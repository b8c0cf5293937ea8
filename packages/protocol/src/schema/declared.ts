// The shapes of ink and images as declarations: what the checks of ../check.ts mean, and what a JSON Schema shows.
import * as z from 'zod/mini'
import { BASE64_RASTER } from '../check.ts'
import { LIMITS } from '../limits.ts'

const coordinate = z.number().check(z.gte(-LIMITS.coordinate), z.lte(LIMITS.coordinate))
const unit = z.number().check(z.gte(0), z.lte(1))

/** One sample of the pen. */
export const declaredPoint = z.union([
  z.tuple([coordinate, coordinate]),
  z.tuple([coordinate, coordinate, z.number()]),
  z.object({ x: coordinate, y: coordinate, t: z.optional(z.number()), pressure: z.optional(unit) }),
])

/** One stroke: its points, or their coordinates one after the other. */
export const declaredStroke = z.union([
  z.array(declaredPoint).check(z.minLength(1), z.maxLength(LIMITS.points)),
  z.array(coordinate).check(
    z.minLength(2),
    z.maxLength(2 * LIMITS.points),
    z.refine((numbers) => numbers.length % 2 === 0),
  ),
])

/** The strokes of one ink. The limit on points holds for all of a request and has no place in a JSON Schema. */
export const declaredStrokes = z
  .array(declaredStroke)
  .check(z.minLength(1), z.maxLength(LIMITS.strokes))

/** One image, row-major: numbers, or bytes in base64. */
export const declaredRaster = z.union([
  z.array(unit).check(z.length(LIMITS.pixels)),
  z.string().check(z.regex(BASE64_RASTER)),
])
