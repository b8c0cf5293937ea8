/** Samples as their median and quartiles. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
  }
}

/** Of what only some engines have. */
export function spreadIfAny(samples: readonly (number | undefined)[]): Spread | undefined {
  const taken = samples.filter((sample) => sample !== undefined)
  return taken.length > 0 ? spread(taken) : undefined
}

/** Linear between the two nearest samples of a sorted list. */
function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low)
}
