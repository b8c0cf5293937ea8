/**
 * Moves the average of the weights towards the weights, in place: the exponential moving average of Polyak and
 * Juditsky (1992). The decay grows with the steps so that the first weights, which are random, are soon forgotten.
 *
 * @param step steps taken so far, counted from 1
 */
export function updateAverage(
  average: Float32Array,
  weights: Float32Array,
  decay: number,
  step: number,
): void {
  const keep = Math.min(decay, (1 + step) / (10 + step))
  for (let i = 0; i < average.length; i++) {
    average[i] = keep * average[i] + (1 - keep) * weights[i]
  }
}
