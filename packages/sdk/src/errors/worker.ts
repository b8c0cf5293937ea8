import { EdgeinkError } from './edgeink-error.ts'

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
