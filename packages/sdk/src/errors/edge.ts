import type { Problem } from '@edgeink/protocol'
import { EdgeinkError } from './edgeink-error.ts'

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
