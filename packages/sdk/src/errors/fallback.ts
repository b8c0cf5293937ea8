import { EdgeinkError } from './edgeink-error.ts'

/** Every recognizer of a fallback failed. `errors` says why each did, in their order; `cause` is the first. */
export class NoRecognizerError extends EdgeinkError {
  override readonly name = 'NoRecognizerError'
  readonly code = 'NO_RECOGNIZER'
  readonly errors: readonly unknown[]

  constructor(errors: readonly unknown[]) {
    const reasons = errors.map((error) => (error instanceof Error ? error.message : String(error)))
    super(`recognizer: all failed, try again later: ${reasons.join(' | ')}`, { cause: errors[0] })
    this.errors = errors
  }
}
