import * as z from 'zod'
import { options } from './fields.ts'
import { type Parsed, parseWith } from './parse.ts'

/** The options of `POST /classify` for bodies that are not JSON: query parameters, `allowed` repeated for each label. */
export const classifyQuerySchema = z.strictObject(options)

/** Checked options: what the client left out has its default. */
export type CheckedClassifyOptions = z.output<typeof classifyQuerySchema>

const ONE_VALUE = ['model', 'topK']

/** Checks the query of a request. A path in the errors is `?` and the name of the parameter. Never throws. */
export function parseClassifyQuery(query: URLSearchParams): Parsed<CheckedClassifyOptions> {
  const values: Record<string, unknown> = Object.create(null)
  for (const key of new Set(query.keys())) {
    const all = query.getAll(key)
    values[key] = ONE_VALUE.includes(key) && all.length === 1 ? all[0] : all
  }
  if (typeof values.topK === 'string') values.topK = toNumber(values.topK)
  const parsed = parseWith(classifyQuerySchema, { ...values })
  if (parsed.ok) return parsed
  const errors = parsed.errors.map((error) => ({ ...error, path: `?${error.path.slice(1)}` }))
  return { ok: false, errors }
}

/** A text that is no number stays one, for the schema to refuse. */
function toNumber(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}
