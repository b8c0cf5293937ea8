/** A round of successive halving: so many trials, each trained for so many epochs. */
export interface Rung {
  readonly trials: number
  readonly epochs: number
}

/** What is known of a trial after a rung. */
export interface TrialScore {
  readonly trial: number
  readonly accuracy: number
  readonly loss: number
}

/**
 * Successive halving (Jamieson and Talwalkar 2016): each rung keeps one of `keep` trials and trains it for `keep` times
 * the epochs, until one is left or `mostEpochs` are reached, so that every rung costs about as much.
 */
export function planRungs({
  trials,
  keep,
  epochs,
  mostEpochs,
}: {
  readonly trials: number
  readonly keep: number
  readonly epochs: number
  readonly mostEpochs: number
}): Rung[] {
  const rungs: Rung[] = []
  for (let rung = 0; ; rung++) {
    const left = Math.max(1, Math.floor(trials / keep ** rung))
    const length = Math.min(mostEpochs, epochs * keep ** rung)
    rungs.push({ trials: left, epochs: length })
    if (left === 1 || length === mostEpochs) return rungs
  }
}

/** The best trials of a rung, best first: by accuracy on validation, and by loss where that is equal. */
export function promote(scores: readonly TrialScore[], count: number): number[] {
  return [...scores]
    .sort((a, b) => b.accuracy - a.accuracy || a.loss - b.loss || a.trial - b.trial)
    .slice(0, count)
    .map(({ trial }) => trial)
}
