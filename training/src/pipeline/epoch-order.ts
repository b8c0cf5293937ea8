import type { Random } from '../random.ts'

/** A run of sample indices that belong together, seen `weight` times an epoch. */
export interface WeightedRange {
  readonly start: number
  readonly count: number
  readonly weight: number
}

/**
 * The order of an epoch: every index of every range ⌊weight⌋ times, and a random share of them once more for the
 * fraction, shuffled.
 */
export function epochOrder(ranges: readonly WeightedRange[], random: Random): Int32Array {
  const parts = ranges.map((range) => repeatRange(range, random))
  const order = Int32Array.from(parts.flatMap((part) => [...part]))
  shuffle(order, order.length, random)
  return order
}

/** Samples in an epoch, before the order is drawn. */
export function epochSize(ranges: readonly WeightedRange[]): number {
  return ranges.reduce((sum, { count, weight }) => sum + Math.round(count * weight), 0)
}

function repeatRange({ start, count, weight }: WeightedRange, random: Random): Int32Array {
  const whole = Math.floor(weight)
  const all = Int32Array.from({ length: count }, (_, i) => start + i)
  const extra = Math.round(count * weight) - count * whole
  const out = new Int32Array(count * whole + extra)
  for (let copy = 0; copy < whole; copy++) out.set(all, copy * count)
  shuffle(all, extra, random)
  out.set(all.subarray(0, extra), count * whole)
  return out
}

/** Fisher and Yates: the first `count` places hold a random choice in random order. */
function shuffle(values: Int32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const j = i + random.int(values.length - i)
    const held = values[i]
    values[i] = values[j]
    values[j] = held
  }
}
