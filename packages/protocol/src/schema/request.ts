import * as z from 'zod'
import { countPoints, tooMany } from '../check.ts'
import { LIMITS } from '../limits.ts'
import type { ClassifyRequest } from '../wire.ts'
import { addFault } from './checked.ts'
import { options, raster, strokes } from './fields.ts'

const INPUTS = ['strokes', 'inks', 'raster', 'rasters'] as const

/** The body of `POST /classify`. Unknown fields are refused, so that a misspelt option is not silently ignored. */
export const classifyRequestSchema = z
  .strictObject({
    strokes: strokes.optional(),
    inks: z.array(z.strictObject({ strokes })).min(1).max(LIMITS.inks).optional(),
    raster: raster.optional(),
    rasters: z.array(raster).min(1).max(LIMITS.inks).optional(),
    ...options,
    isPartial: z.boolean().optional(),
  })
  .superRefine((request, context) => {
    const given = INPUTS.filter((input) => request[input] !== undefined)
    if (given.length !== 1) {
      const got = given.length === 0 ? 'none' : given.join(' and ')
      addFault(context, { path: [], message: `expected one of ${INPUTS.join(', ')}, got ${got}` })
    }
    const points = (request.inks ?? []).reduce((sum, ink) => sum + countPoints(ink.strokes), 0)
    if (points > LIMITS.points)
      addFault(context, tooMany(['inks'], 'points', points, LIMITS.points))
  })
  .meta({ oneOf: INPUTS.map((input) => ({ required: [input] })) })

/** A checked request: what the client left out has its default. */
export type CheckedClassifyRequest = ClassifyRequest & z.output<typeof classifyRequestSchema>
