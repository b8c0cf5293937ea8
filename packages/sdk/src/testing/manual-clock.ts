import type { Clock } from '../recognizer/clock.ts'

/** A clock that stands still until somebody waits: then it is later at once. */
export class ManualClock implements Clock {
  /** Every wait, in milliseconds. */
  readonly waits: number[] = []
  #now: number

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    this.waits.push(milliseconds)
    this.advance(milliseconds)
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds
  }
}
