import { type ClassifyRequest, fromInk, isClassifyResponse, isProblem } from '@edgeink/protocol'
import { EdgeAnswerError, EdgeProblemError, EdgeUnreachableError } from '../../errors/edge.ts'
import type { Clock } from '../clock.ts'
import type { Answer, Question } from './question.ts'
import { withRetries } from './retry.ts'
import { retryAfter } from './retry-after.ts'
import { type TimeLimit, withTimeLimit } from './time-limit.ts'

export interface PostOptions extends TimeLimit {
  readonly headers?: HeadersInit
  readonly retries: number
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: () => number
}

/**
 * Asks `POST /classify`, more than once where that may help.
 *
 * @throws {EdgeProblemError} when the edge refuses
 * @throws {EdgeAnswerError} when the answer is none of the protocol
 * @throws {EdgeTimeoutError} when none comes in time
 * @throws {EdgeUnreachableError} when none comes at all
 * @throws the signal's reason when it aborts
 */
export async function post(
  { ink, ...options }: Question,
  signal: AbortSignal,
  settings: PostOptions,
): Promise<Answer> {
  const request: ClassifyRequest = { strokes: fromInk(ink), ...options }
  const body = JSON.stringify(request)
  const attempt = () => withTimeLimit(settings, signal, (stop) => exchange(body, stop, settings))
  return await withRetries(attempt, { ...settings, signal })
}

async function exchange(body: string, signal: AbortSignal, settings: PostOptions): Promise<Answer> {
  const { url, fetch, clock } = settings
  const headers = new Headers(settings.headers)
  headers.set('content-type', 'application/json')
  const init = { method: 'POST', headers, body, signal }
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new EdgeUnreachableError(url, { cause })
  })
  const answer = await readJson(response)
  const { ok, status } = response
  if (ok && isClassifyResponse(answer) && answer.results.length === 1) {
    return { ...answer.results[0], model: answer.model }
  }
  const later = retryAfter(response.headers, clock.now())
  if (!ok && isProblem(answer)) throw new EdgeProblemError(answer, later)
  throw new EdgeAnswerError(url, status, later)
}

/** Undefined for a body that is no JSON, or that broke off. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}
