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
    globalThis.addEventListener?.('online', () => this.#timer && this.#run(), { signal: life })
  }

  /** It failed more than once, and a repetition is to come: until then asking again would only be in the way. */
  get isHolding(): boolean {
    return this.#timer !== undefined && this.#failures > 1
  }

  /** Plans a repetition, unless the error lies in what was asked. */
  plan(error: unknown): void {
    this.#stop()
    if (!isWorthRetrying(error)) return
    const { retryAfter = 0 } = error as { retryAfter?: number }
    const pause = Math.max(retryAfter, backoff(++this.#failures, BACKOFF))
    this.#timer = setTimeout(() => this.#run(), pause)
  }

  /** There is nothing to repeat any more. */
  reset(): void {
    this.#stop()
    this.#failures = 0
  }

  #run(): void {
    this.#stop()
    this.#work()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
