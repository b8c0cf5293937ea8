import { EdgeProblemError, NoRecognizerError } from '../errors.ts'

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
 * browser, all of which come back, and not in the question.
 */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof NoRecognizerError) return error.errors.some(isWorthRetrying)
  if (error instanceof EdgeProblemError) return error.status >= 500 || error.status === 429
  return !FINAL.includes((error as { code?: string } | undefined)?.code ?? '')
}
