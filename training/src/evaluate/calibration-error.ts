/** An answer by how sure it was and whether it was right. */
export interface Confidence {
  readonly confidence: number
  readonly correct: boolean
}

const BINS = 15

/**
 * Expected calibration error (Naeini et al. 2015; Guo et al. 2017): the mean distance between confidence and accuracy
 * over 15 bins of equal width, weighted by their counts. 0 where nothing was answered.
 */
export function calibrationError(answers: readonly Confidence[]): number {
  const excess = new Float64Array(BINS)
  for (const { confidence, correct } of answers) {
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS))
    excess[bin] += confidence - (correct ? 1 : 0)
  }
  const sum = excess.reduce((total, value) => total + Math.abs(value), 0)
  return answers.length === 0 ? 0 : sum / answers.length
}
