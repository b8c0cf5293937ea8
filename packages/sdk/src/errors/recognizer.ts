import { EdgeinkError } from './edgeink-error.ts'

/** A newer ink took the place of this one before its answer came. */
export class SupersededError extends EdgeinkError {
  override readonly name = 'SupersededError'
  readonly code = 'SUPERSEDED'

  constructor() {
    super('recognizer: a newer ink took the place of this one; wait for the answer to that one')
  }
}

/** Use after `dispose()`. */
export class RecognizerDisposedError extends EdgeinkError {
  override readonly name = 'RecognizerDisposedError'
  readonly code = 'DISPOSED'

  constructor() {
    super('recognizer: it was disposed; create a new one')
  }
}
