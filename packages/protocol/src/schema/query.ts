import * as z from 'zod/mini'
import { queryValues } from '../query.ts'
import { options } from './fields.ts'
import { type Parsed, parseWith } from './parse.ts'

/** The options of `POST /classify` for bodies that are not JSON: query parameters, `allowed` repeated for each label. */
export const classifyQuerySchema = z.strictObject(options)

/** Checked options: what the client left out has its default. */
export type CheckedClassifyOptions = z.output<typeof classifyQuerySchema>

/** Checks the query of a request. A path in the errors is `?` and the name of the parameter. Never throws. */
export function parseClassifyQuery(query: URLSearchParams): Parsed<CheckedClassifyOptions> {
  const parsed = parseWith(classifyQuerySchema, { ...queryValues(query) })
  if (parsed.ok) return parsed
  const errors = parsed.errors.map((error) => ({ ...error, path: `?${error.path.slice(1)}` }))
  return { ok: false, errors }
}
