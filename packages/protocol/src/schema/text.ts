import * as z from 'zod'
import { LIMITS } from '../limits.ts'
import type { TextResponse } from '../text.ts'
import { modelName, resultFields } from './answers.ts'
import { options, strokes } from './fields.ts'

/** The body of `POST /text`. */
export const textRequestSchema = z.strictObject({
  strokes,
  ...options,
  alternatives: z.int().min(1).max(LIMITS.text.alternatives).default(3),
  mode: z.enum(['text', 'per-character']).default('text'),
})

/** A checked request: what the client left out has its default. */
export type CheckedTextRequest = z.output<typeof textRequestSchema>

const index = z.int().min(0)

const reading = z.object({
  text: z.string(),
  logProbability: z.number().max(0),
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
}) satisfies z.ZodType<TextResponse>
