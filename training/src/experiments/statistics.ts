import { wilsonInterval } from '../evaluate/wilson.ts'

/** The arithmetic mean; of no values there is none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The standard deviation of a sample, which divides by n − 1; of one value there is none. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** A difference of two shares, and its 95 % interval. */
export interface Difference {
  readonly value: number
  readonly interval: readonly [low: number, high: number]
}

/**
 * How much greater the first of two shares among `count` is, with R. G. Newcombe's interval (1998, method 10: both
 * Wilson intervals put together). It takes the two as independent; asked about the same images they are not, and the
 * true interval is narrower.
 */
export function differenceOfShares(first: number, second: number, count: number): Difference {
  const [firstLow, firstHigh] = wilsonInterval(first * count, count)
  const [secondLow, secondHigh] = wilsonInterval(second * count, count)
  const value = first - second
  return {
    value,
    interval: [
      value - Math.hypot(first - firstLow, secondHigh - second),
      value + Math.hypot(firstHigh - first, second - secondLow),
    ],
  }
}
