import * as z from 'zod/mini'
import { countPoints, tooMany } from '../check.ts'
import { LIMITS } from '../limits.ts'
import type { ClassifyRequest } from '../wire.ts'
import { addFault } from './checked.ts'
import { options, raster, strokes } from './fields.ts'

const INPUTS = ['strokes', 'inks', 'raster', 'rasters'] as const

const several = <Item extends z.ZodMiniType>(item: Item) =>
  z.array(item).check(z.minLength(1), z.maxLength(LIMITS.inks))

/** The body of `POST /classify`. Unknown fields are refused, so that a misspelt option is not silently ignored. */
export const classifyRequestSchema = z
  .strictObject({
    strokes: z.optional(strokes),
    inks: z.optional(several(z.strictObject({ strokes }))),
    raster: z.optional(raster),
    rasters: z.optional(several(raster)),
    ...options,
    isPartial: z.optional(z.boolean()),
  })
  .check(
    z.superRefine((request, context) => {
      const given = INPUTS.filter((input) => request[input] !== undefined)
      if (given.length !== 1) {
        const got = given.length === 0 ? 'none' : given.join(' and ')
        addFault(context, { path: [], message: `expected one of ${INPUTS.join(', ')}, got ${got}` })
      }
      const points = (request.inks ?? []).reduce((sum, ink) => sum + countPoints(ink.strokes), 0)
      if (points > LIMITS.points)
        addFault(context, tooMany(['inks'], 'points', points, LIMITS.points))
    }),
    z.meta({ oneOf: INPUTS.map((input) => ({ required: [input] })) }),
  )

/** A checked request: what the client left out has its default. */
export type CheckedClassifyRequest = ClassifyRequest & z.output<typeof classifyRequestSchema>
