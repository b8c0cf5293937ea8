import * as z from 'zod/mini'
import type { Problem, ProblemCode } from '../problem.ts'
import { PROBLEMS } from '../problem.ts'
import type { ClassifyResponse } from '../wire.ts'

const candidate = z.object({ label: z.string(), probability: z.number().check(z.gte(0), z.lte(1)) })

/** The answer to one ink. */
export const resultFields = { candidates: z.array(candidate), rejected: z.boolean() }

/** The model that answered. */
export const modelName = z.object({ id: z.string(), version: z.string() })

/** The answer of `POST /classify`. */
export const classifyResponseSchema = z.object({
  model: modelName,
  results: z.array(z.object(resultFields)),
}) satisfies z.ZodMiniType<ClassifyResponse>

const fieldError = z.object({
  path: z.string(),
  message: z.string(),
  limit: z.optional(z.number()),
})

/** Any error of the API. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(PROBLEMS) as ProblemCode[]),
  errors: z.optional(z.array(fieldError)),
}) satisfies z.ZodMiniType<Problem>
