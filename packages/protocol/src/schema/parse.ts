import type * as z from 'zod/mini'
import { LIMITS } from '../limits.ts'
import type { FieldError } from '../problem.ts'
import { messageOf } from './messages.ts'
import { type CheckedClassifyRequest, classifyRequestSchema } from './request.ts'
import { type CheckedStreamMessage, streamClientMessageSchema } from './stream.ts'

/** A value with its defaults, or what is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] }

/** Checks the parsed JSON of a body of `POST /classify`. Never throws. */
export function parseClassifyRequest(body: unknown): Parsed<CheckedClassifyRequest> {
  return parseWith(classifyRequestSchema, body)
}

/** Checks the parsed JSON of a client's message of `GET /stream`. Never throws. */
export function parseStreamMessage(message: unknown): Parsed<CheckedStreamMessage> {
  return parseWith(streamClientMessageSchema, message)
}

/** Checks a value against any schema, and says what is wrong by JSON Pointer, at most {@link LIMITS.errors} times. */
export function parseWith<S extends z.ZodMiniType>(schema: S, value: unknown): Parsed<z.output<S>> {
  const parsed = schema.safeParse(value, { error: messageOf })
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, errors: parsed.error.issues.flatMap(toFieldErrors).slice(0, LIMITS.errors) }
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, LIMITS.errors).map((key) => ({
      path: pointer([...issue.path, key.slice(0, LIMITS.name)]),
      message: 'not a field of the request',
    }))
  }
  const limit = limitOf(issue)
  const error = { path: pointer(issue.path), message: issue.message }
  return [limit === undefined ? error : { ...error, limit }]
}

function limitOf(issue: z.core.$ZodIssue): number | undefined {
  if (issue.code === 'too_big') return Number(issue.maximum)
  if (issue.code === 'too_small') return Number(issue.minimum)
  return issue.code === 'custom' ? (issue.params?.limit as number | undefined) : undefined
}

/** RFC 6901. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
