import { EdgeAnswerError, EdgeProblemError, EdgeUnreachableError } from '../../errors/edge.ts'
import { backoff } from '../backoff.ts'
import type { Clock } from '../clock.ts'

export interface RetryOptions {
  /** How often to try again, at most. */
  readonly retries: number
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
}

const BACKOFF = { base: 250, cap: 8_000 } as const

/** Milliseconds beyond which nobody waits for an answer: the error then says how long the edge wants to be left alone. */
const LONGEST_WAIT = 10_000

/** Answers that ask for another attempt: too many requests, and unavailable for now. */
const STATUSES = [429, 503]

/** Tries again where that may help: after 429, 503 and failures of the network. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { retries, clock, random, signal }: RetryOptions,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt()
    } catch (error) {
      const asked = retryWish(error)
      if (failures > retries || asked === undefined || asked > LONGEST_WAIT) throw error
      await clock.wait(Math.max(asked, backoff(failures, { ...BACKOFF, random })), signal)
    }
  }
}

/** Milliseconds that the edge wants before another attempt, 0 where it does not say; undefined where none would help. */
function retryWish(error: unknown): number | undefined {
  if (error instanceof EdgeUnreachableError) {
    // Without a network the next attempt fails as this one did.
    return globalThis.navigator?.onLine === false ? undefined : 0
  }
  const isAnswer = error instanceof EdgeProblemError || error instanceof EdgeAnswerError
  return isAnswer && STATUSES.includes(error.status) ? (error.retryAfter ?? 0) : undefined
}
