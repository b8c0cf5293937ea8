import { backoff } from '../backoff.ts'
import type { Clock } from '../clock.ts'
import { isWorthRetrying } from '../worth-retrying.ts'

const BACKOFF = { base: 1_000, cap: 60_000 } as const

export interface CooldownOptions {
  readonly clock: Clock
  readonly random: () => number
}

/** How long a recognizer that failed is left alone: longer after each failure in a row, and as long as it asks for. */
export class Cooldown {
  readonly #options: CooldownOptions
  #failures = 0
  #until = 0

  constructor(options: CooldownOptions) {
    this.#options = options
  }

  get isOn(): boolean {
    return this.#options.clock.now() < this.#until
  }

  start(error: unknown): void {
    // A question that nobody could answer says nothing about who was asked.
    if (!isWorthRetrying(error)) return
    const { clock, random } = this.#options
    const { retryAfter = 0 } = error as { retryAfter?: number }
    this.#failures++
    this.#until =
      clock.now() + Math.max(retryAfter, backoff(this.#failures, { ...BACKOFF, random }))
  }

  reset(): void {
    this.#failures = 0
    this.#until = 0
  }
}
