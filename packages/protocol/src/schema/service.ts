// The answers of a server about itself.
import * as z from 'zod/mini'
import type { ModelList, ModelSummary } from '../models.ts'
import { PROBLEMS, type ProblemCode } from '../problem.ts'
import { modelName } from './answers.ts'

const count = z.int().check(z.gte(0))
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const modelSummarySchema = z.object({
  id: z.string(),
  version: z.string(),
  labels: z.array(z.string()),
  url: z.string(),
  files: z.array(z.object({ input: z.string(), url: z.string(), bytes: count, sha256 })),
  limits: z.object({ inks: count, strokes: count, points: count, topK: count, rasterSize: count }),
}) satisfies z.ZodMiniType<ModelSummary>

/** The answer of `GET /models`. */
export const modelListSchema = z.object({
  models: z.array(modelSummarySchema),
}) satisfies z.ZodMiniType<ModelList>

/** The answer of `GET /models/:id/manifest.json`. A manifest may say more, such as how it was trained. */
export const manifestSchema = z.looseObject({
  format: z.literal('edgeink-model/1'),
  id: z.string(),
  version: z.string(),
  labels: z.array(z.string()),
  views: z.array(
    z.looseObject({
      input: z.string(),
      file: z.string(),
      sha256,
      bytes: count,
      weight: z.number(),
    }),
  ),
  temperature: z.number(),
  temperatures: z.optional(
    z.looseObject({ image: z.optional(z.number()), partial: z.optional(z.number()) }),
  ),
  reject: z.looseObject({ threshold: z.number().check(z.gte(0), z.lte(1)) }),
})

/** The answer of `GET /healthz`. */
export const healthSchema = z.object({
  status: z.literal('ok'),
  models: z.array(z.object({ ...modelName.shape, kernel: z.string() })),
})

/** The answer of `GET /version`. */
export const versionSchema = z.object({
  name: z.string(),
  version: z.string(),
  commit: z.optional(z.string()),
  models: z.array(modelName),
})

/** The answer of `GET /problems/:code`. */
export const problemKindSchema = z.object({
  code: z.enum(Object.keys(PROBLEMS) as ProblemCode[]),
  status: z.int(),
  title: z.string(),
})
