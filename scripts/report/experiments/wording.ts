import type { Difference } from '../../../training/src/experiments/statistics.ts'

/** A share as points of a percent, with its sign: 0.0123 is `+1.23`. */
export function points(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(2)}`
}

/** A difference and its interval, in points. */
export function differenceText({ value, interval: [low, high] }: Difference): string {
  return `${points(value)} points (${points(low)} to ${points(high)})`
}

/** `3 seeds`, `1 seed`. */
export function seeds(count: number): string {
  return `${count} ${count === 1 ? 'seed' : 'seeds'}`
}

/** What the interval of a difference says of a claimed one, all as shares. */
export function judgeDifference({ value, interval: [low, high] }: Difference, claimed: number) {
  if (low <= claimed && claimed <= high) return 'holds within the interval'
  const size = `${points(value)} in place of ${points(claimed)}`
  if (low > claimed) return `more than claimed: ${size}`
  if (low > 0) return `the direction holds, the size does not: ${size}`
  if (high < 0) return `the other way round: ${size}`
  return `does not hold: no difference beyond chance, ${size}`
}

/** What the interval of a share says of a claimed one. */
export function judgeShare(interval: readonly [low: number, high: number], claimed: number) {
  if (interval[0] > claimed) return 'exceeded'
  return interval[1] < claimed ? 'missed' : 'holds within the interval'
}

/** How near a factor that was measured comes to a claimed one: a tenth of it is taken as the same. */
export function judgeFactor(measured: number, claimed: number): string {
  const ratio = measured / claimed
  if (ratio > 1.1) return 'more than claimed'
  if (ratio >= 0.9) return 'holds'
  return measured > 1.05 ? 'less than claimed' : 'does not hold'
}
