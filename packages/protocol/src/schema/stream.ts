import * as z from 'zod/mini'
import { LIMITS } from '../limits.ts'
import { modelName, problemSchema, resultFields } from './answers.ts'
import { options, stroke } from './fields.ts'

const sequence = z.int().check(z.gte(0))

/** Any message of a client of `GET /stream`. */
export const streamClientMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), ...options }),
  z.strictObject({
    type: z.literal('points'),
    sequence,
    stroke: z.int().check(z.gte(0), z.lte(LIMITS.strokes - 1)),
    points: stroke,
  }),
  z.strictObject({ type: z.literal('undo'), sequence }),
  z.strictObject({ type: z.literal('clear'), sequence }),
  z.strictObject({ type: z.literal('pen'), sequence, isDown: z.boolean() }),
  z.strictObject({ type: z.literal('ack'), sequence }),
])

/** A checked message: what the client left out has its default. */
export type CheckedStreamMessage = z.output<typeof streamClientMessageSchema>

/** Any message of the server of `GET /stream`. */
export const streamServerMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    model: modelName,
    labels: z.array(z.string()),
    window: sequence,
    idleTimeout: sequence,
    pen: z.optional(z.boolean()),
  }),
  z.object({ type: z.literal('prediction'), sequence, ...resultFields }),
  z.object({ type: z.literal('error'), problem: problemSchema, sequence: z.optional(sequence) }),
])
