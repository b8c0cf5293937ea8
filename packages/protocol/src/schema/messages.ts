import type * as z from 'zod/mini'
import { kindOf } from '../check.ts'

/**
 * What is wrong with a value in our own words, as the checks of `../check.ts` have them: zod/mini has none, and its
 * English takes a kilobyte of the worker for formats that the wire does not know.
 */
export function messageOf(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}, got ${kindOf(issue.input)}`
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(quote).join(' or ')}`
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}${unitOf(issue.origin)}`
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}${unitOf(issue.origin)}`
  if (issue.code === 'invalid_union') return 'expected one of the forms of the schema'
  return 'expected what the schema says'
}

const quote = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value))

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' items' : ''
}
