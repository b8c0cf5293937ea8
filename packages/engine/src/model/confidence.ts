/**
 * Inner edges of the bins in which a manifest's reference counts confidences. Narrow towards 1, where a good
 * model's answers lie: bins of equal width would hold nearly all of them in the last.
 */
export const CONFIDENCE_EDGES: readonly number[] = [
  0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999,
]

/** How many bins the edges make. */
export const CONFIDENCE_BINS = CONFIDENCE_EDGES.length + 1

/** The bin of a probability; one on an edge belongs to the bin above. */
export function confidenceBin(probability: number): number {
  let bin = 0
  while (bin < CONFIDENCE_EDGES.length && probability >= CONFIDENCE_EDGES[bin]) bin++
  return bin
}
