/** Observations that an empty bin stands for, so that its logarithm is finite. */
const HALF = 0.5

/**
 * Population stability index: `Σ (p − q) · ln(p / q)` over the bins, the symmetric Kullback–Leibler divergence of two
 * distributions. By custom, below 0.1 nothing has moved, above 0.25 something has. Empty bins count as half an
 * observation: without, one new label would be an infinite drift.
 *
 * @param reference - shares that add up to 1
 * @param counts - observations in the same bins
 */
export function stabilityIndex(reference: readonly number[], counts: readonly number[]): number {
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (total === 0) return 0
  const floor = HALF / total
  return reference.reduce((sum, share, i) => {
    const q = Math.max(share, floor)
    const p = Math.max((counts[i] ?? 0) / total, floor)
    return sum + (p - q) * Math.log(p / q)
  }, 0)
}
