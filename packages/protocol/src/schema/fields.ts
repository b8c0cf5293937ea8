// Fields that more than one request has.
import * as z from 'zod'
import { checkRaster, checkStroke, checkStrokes } from '../check.ts'
import { DEFAULTS, LIMITS } from '../limits.ts'
import type { WireRaster, WireStroke, WireStrokes } from '../wire.ts'
import { checked } from './checked.ts'
import { declaredRaster, declaredStroke, declaredStrokes } from './declared.ts'

export const strokes = checked<WireStrokes>(declaredStrokes, checkStrokes)
export const stroke = checked<WireStroke>(declaredStroke, checkStroke)
export const raster = checked<WireRaster>(declaredRaster, checkRaster)

export const name = z.string().min(1).max(LIMITS.name)

/** What every request may say besides its input. */
export const options = {
  model: name.default(DEFAULTS.model),
  topK: z.int().min(1).max(LIMITS.topK).default(DEFAULTS.topK),
  allowed: z.array(name).min(1).max(LIMITS.allowed).optional(),
}
