import { isWorthRetrying } from '../recognizer/worth-retrying.ts'

export function exception(name: string, message: string, cause?: unknown): DOMException {
  const made = new DOMException(message, name)
  if (cause !== undefined) Object.defineProperty(made, 'cause', { value: cause })
  return made
}

export function finished(): DOMException {
  return exception('InvalidStateError', 'The recognizer was finished: create a new one.')
}

/** Why no recognizer could be made: `OperationError` when that may be tried again, else `UnknownError`. */
export function creationFailure(cause: unknown): DOMException {
  const name = isWorthRetrying(cause) ? 'OperationError' : 'UnknownError'
  return exception(name, `No recognizer could be made: ${messageOf(cause)}`, cause)
}

export function predictionFailure(cause: unknown): DOMException {
  return exception('UnknownError', `The drawing could not be read: ${messageOf(cause)}`, cause)
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
