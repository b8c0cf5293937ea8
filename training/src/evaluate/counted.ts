import { wilsonInterval } from './wilson.ts'

/** So many right of so many, and what that says. */
export interface Counted {
  readonly count: number
  readonly correct: number
  readonly accuracy: number
  /** Wilson's 95 % interval of the accuracy. */
  readonly interval: readonly [low: number, high: number]
}

/** The accuracy of a count is 0 where nothing was counted. */
export function counted(correct: number, count: number): Counted {
  return {
    count,
    correct,
    accuracy: count === 0 ? 0 : correct / count,
    interval: wilsonInterval(correct, count),
  }
}
