// Fields that more than one request has.
import * as z from 'zod/mini'
import { checkRaster, checkStroke, checkStrokes } from '../check.ts'
import { DEFAULTS, LIMITS } from '../limits.ts'
import type { WireRaster, WireStroke, WireStrokes } from '../wire.ts'
import { checked } from './checked.ts'
import { declaredRaster, declaredStroke, declaredStrokes } from './declared.ts'

export const strokes = checked<WireStrokes>(declaredStrokes, checkStrokes)
export const stroke = checked<WireStroke>(declaredStroke, checkStroke)
export const raster = checked<WireRaster>(declaredRaster, checkRaster)

export const name = z.string().check(z.minLength(1), z.maxLength(LIMITS.name))

/** What every request may say besides its input. */
export const options = {
  model: z._default(name, DEFAULTS.model),
  topK: z._default(z.int().check(z.gte(1), z.lte(LIMITS.topK)), DEFAULTS.topK),
  allowed: z.optional(z.array(name).check(z.minLength(1), z.maxLength(LIMITS.allowed))),
}
