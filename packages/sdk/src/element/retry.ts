/** Milliseconds before the first repetition; doubled after each, up to the last. */
const FIRST_MS = 1_000
const LAST_MS = 30_000

/** Repeats what failed: after growing pauses, and at once when the network comes back. */
export class Retry {
  readonly #work: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #pause = FIRST_MS

  /** @param life ends it */
  constructor(work: () => void, life: AbortSignal) {
    this.#work = work
    addEventListener('online', () => this.#timer && this.#run(), { signal: life })
    life.addEventListener('abort', () => this.cancel(), { once: true })
  }

  schedule(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#run(), this.#pause)
    this.#pause = Math.min(LAST_MS, 2 * this.#pause)
  }

  /** There is nothing to repeat any more. */
  cancel(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#pause = FIRST_MS
  }

  #run(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#work()
  }
}
