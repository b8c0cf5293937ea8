/**
 * Replaces rows of logits by probabilities: `exp(z / temperature)` over its sum, the largest logit
 * subtracted first so that nothing overflows. `rows` may be any array of numbers.
 */
export function softmaxRows<T extends Float32Array | Float64Array>(
  rows: T,
  rowLength: number,
  temperature = 1,
): T {
  for (let from = 0; from < rows.length; from += rowLength) {
    const to = from + rowLength
    let max = Number.NEGATIVE_INFINITY
    for (let i = from; i < to; i++) max = Math.max(max, rows[i])
    let sum = 0
    for (let i = from; i < to; i++) {
      rows[i] = Math.exp((rows[i] - max) / temperature)
      sum += rows[i]
    }
    for (let i = from; i < to; i++) rows[i] /= sum
  }
  return rows
}
