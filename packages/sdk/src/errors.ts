import type { Problem } from '@edgeink/protocol'

/** Base of the errors this package throws by name. `code` is stable; the message is for people. */
export abstract class EdgeinkError extends Error {
  abstract readonly code: string
}

/** A file of a model could not be fetched. */
export class ModelFetchError extends EdgeinkError {
  override readonly name = 'ModelFetchError'
  readonly code = 'MODEL_FETCH'
  readonly url: string
  /** HTTP status; undefined where no answer came at all. */
  readonly status: number | undefined

  constructor(url: string, status?: number, options?: ErrorOptions) {
    const what = status === undefined ? 'no answer came' : `the answer was HTTP ${status}`
    super(
      `model: expected ${url}, but ${what}; serve the model's folder there, or correct the address of its manifest`,
      options,
    )
    this.url = url
    this.status = status
  }
}

/** The browser's storage refused to keep a model, or to give it back: it is full, or forbidden. Only a warning. */
export class ModelCacheError extends EdgeinkError {
  override readonly name = 'ModelCacheError'
  readonly code = 'MODEL_CACHE'

  constructor(doing: string, options?: ErrorOptions) {
    super(
      `model: it works, but expected storage for ${doing} and got none; it will be fetched again`,
      options,
    )
  }
}

/** The Web Worker of a recognizer could not start, or ended unasked. The next recognition starts another. */
export class WorkerCrashedError extends EdgeinkError {
  override readonly name = 'WorkerCrashedError'
  readonly code = 'WORKER_CRASHED'

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `worker: expected an answer, but ${reason}; check \`worker\`, try again or leave it out`,
      options,
    )
  }
}

/** An error of the engine as a Web Worker told it: `name`, `code` and message are those of the original. */
export class RelayedError extends EdgeinkError {
  override readonly name: string
  readonly code: string

  constructor({ name, code, message }: { name: string; code: string; message: string }) {
    super(message)
    this.name = name
    this.code = code
  }
}

/** No answer came from the edge: it is down, the network is, or CORS forbids the request. */
export class EdgeUnreachableError extends EdgeinkError {
  override readonly name = 'EdgeUnreachableError'
  readonly code = 'EDGE_UNREACHABLE'

  constructor(url: string, options?: ErrorOptions) {
    super(
      `edge: ${url} cannot be reached; the ink is kept, try again or recognise locally`,
      options,
    )
  }
}

/** The edge took longer than the `timeout` of the recognizer. */
export class EdgeTimeoutError extends EdgeinkError {
  override readonly name = 'EdgeTimeoutError'
  readonly code = 'EDGE_TIMEOUT'

  constructor(url: string, timeout: number) {
    super(`edge: ${url} gave no answer in ${timeout} ms; try again, or raise \`timeout\``)
  }
}

/** What came back is neither an answer nor a problem of the protocol: not our worker, or a proxy before it. */
export class EdgeAnswerError extends EdgeinkError {
  override readonly name = 'EdgeAnswerError'
  readonly code = 'EDGE_ANSWER'
  readonly status: number
  /** Milliseconds after which the edge wants to be asked again, where it said so. */
  readonly retryAfter: number | undefined

  constructor(url: string, status: number, retryAfter?: number) {
    super(
      `edge: expected an answer of /classify from ${url}, got HTTP ${status} with another body; is the address right?`,
    )
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** The edge refused with a problem document (RFC 9457). `code` is the problem's. */
export class EdgeProblemError extends EdgeinkError {
  override readonly name = 'EdgeProblemError'
  readonly code: string
  readonly status: number
  readonly problem: Problem
  /** Milliseconds after which the edge wants to be asked again, where it said so. */
  readonly retryAfter: number | undefined

  constructor(problem: Problem, retryAfter?: number) {
    super(`edge: ${problem.title}: ${problem.detail}`)
    this.code = problem.code
    this.status = problem.status
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

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

/** An option outside its range. */
export class OptionError extends EdgeinkError {
  override readonly name = 'OptionError'
  readonly code = 'OPTION'
}

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
