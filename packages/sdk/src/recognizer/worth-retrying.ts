import type { EdgeProblemError } from '../errors/edge.ts'
import type { NoRecognizerError } from '../errors/fallback.ts'

/** Codes of errors that lie in the question, or that somebody wanted: the same question fails again. */
const FINAL = [
  'INK_EMPTY',
  'INK_NOT_FINITE',
  'INK_SHAPE',
  'INK_TOO_LARGE',
  'INPUT',
  'OPTION',
  'DISPOSED',
  'SUPERSEDED',
]

/**
 * Whether the same question may be answered later: the fault lies in the network, the edge, the model's files or the
 * browser, all of which come back, and not in the question. Told by what an error has, not by its class: a page without
 * an edge need not load that one's classes.
 */
export function isWorthRetrying(error: unknown): boolean {
  const {
    code = '',
    errors,
    problem,
  } = (error ?? {}) as {
    code?: string
    errors?: NoRecognizerError['errors']
    problem?: EdgeProblemError['problem']
  }
  if (errors) return errors.some(isWorthRetrying)
  if (problem) return problem.status >= 500 || problem.status === 429
  return !FINAL.includes(code)
}
