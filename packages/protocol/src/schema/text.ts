import * as z from 'zod/mini'
import { LIMITS } from '../limits.ts'
import type { TextResponse } from '../text.ts'
import { modelName, resultFields } from './answers.ts'
import { options, strokes } from './fields.ts'

/** The body of `POST /text`. */
export const textRequestSchema = z.strictObject({
  strokes,
  ...options,
  alternatives: z._default(z.int().check(z.gte(1), z.lte(LIMITS.text.alternatives)), 3),
  mode: z._default(z.enum(['text', 'per-character']), 'text'),
})

/** A checked request: what the client left out has its default. */
export type CheckedTextRequest = z.output<typeof textRequestSchema>

const index = z.int().check(z.gte(0))

const reading = z.object({
  text: z.string(),
  logProbability: z.number().check(z.lte(0)),
  characters: z.array(
    z.object({
      label: z.string(),
      begin: index,
      end: index,
      strokes: z.array(index),
      ...resultFields,
    }),
  ),
})

/** The answer of `POST /text`. */
export const textResponseSchema = z.object({
  model: modelName,
  readings: z.array(reading),
}) satisfies z.ZodMiniType<TextResponse>
