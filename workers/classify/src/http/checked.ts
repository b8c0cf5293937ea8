import type { Parsed } from '@edgeink/protocol/schema'
import { ProblemError } from './problem-error.ts'

/**
 * What a schema has taken.
 *
 * @throws {ProblemError} 422 with the field that is wrong, and the limit if it was one
 */
export function checked<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value
  throw new ProblemError('invalid-request', 'see errors for what was expected', parsed)
}
