import { backoff } from '../recognizer/backoff.ts'
import { isWorthRetrying } from '../recognizer/worth-retrying.ts'

const BACKOFF = { base: 1_000, cap: 30_000 } as const

/** Repeats what failed: after growing pauses with jitter, and at once when the network comes back. */
export class Recovery {
  readonly #work: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0

  /** @param life ends it */
  constructor(work: () => void, life: AbortSignal) {
    this.#work = work
    life.addEventListener('abort', () => this.reset(), { once: true })
    // Where there is no page, as in a worker, the timer alone must do.
    globalThis.addEventListener?.('online', () => this.isWaiting && this.#run(), { signal: life })
  }

  /** Whether a repetition is to come. */
  get isWaiting(): boolean {
    return this.#timer !== undefined
  }

  /** Plans a repetition, unless the error lies in what was asked. */
  plan(error: unknown): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!isWorthRetrying(error)) return
    const { retryAfter = 0 } = error as { retryAfter?: number }
    const pause = Math.max(retryAfter, backoff(++this.#failures, BACKOFF))
    this.#timer = setTimeout(() => this.#run(), pause)
  }

  /** There is nothing to repeat any more. */
  reset(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#failures = 0
  }

  #run(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#work()
  }
}
