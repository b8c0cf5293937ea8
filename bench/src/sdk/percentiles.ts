/** Of measured values: the middle one, the one that 95 % do not exceed, and the largest. */
export interface Percentiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** Nearest ranks: each is a value that was measured. NaN for none. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }
}
