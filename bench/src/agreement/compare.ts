/** How the logits of a kernel stand to those of the reference. */
export interface Agreement {
  readonly count: number
  /** Inputs on which both have the same best label. */
  readonly sameArgmax: number
  /** Right answers of the kernel, and of the reference. */
  readonly correct: number
  readonly referenceCorrect: number
  /** Greatest difference of a probability, over all inputs and labels. */
  readonly maxProbabilityError: number
}

/** Compares rows of logits; `labels` holds the position of each row's true label. */
export function compareLogits(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  labels: readonly number[],
): Agreement {
  const width = expected.length / labels.length
  let sameArgmax = 0
  let correct = 0
  let referenceCorrect = 0
  let maxProbabilityError = 0
  labels.forEach((label, row) => {
    const a = softmax(actual, row * width, width)
    const e = softmax(expected, row * width, width)
    const best = argmax(a)
    const referenceBest = argmax(e)
    if (best === referenceBest) sameArgmax++
    if (best === label) correct++
    if (referenceBest === label) referenceCorrect++
    a.forEach((probability, i) => {
      maxProbabilityError = Math.max(maxProbabilityError, Math.abs(probability - e[i]))
    })
  })
  return { count: labels.length, sameArgmax, correct, referenceCorrect, maxProbabilityError }
}

function softmax(logits: ArrayLike<number>, start: number, width: number): number[] {
  const row = Array.from({ length: width }, (_, i) => logits[start + i])
  const max = Math.max(...row)
  const powers = row.map((logit) => Math.exp(logit - max))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

function argmax(values: readonly number[]): number {
  return values.indexOf(Math.max(...values))
}
