/** Right answers among all of a group. */
export interface Score {
  readonly count: number
  readonly correct: number
  readonly accuracy: number
}

/** What `history.json` says of an epoch. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number
  /** Mean cross entropy on the augmented training samples, with dropout. */
  readonly loss: number
  /** Share of right answers on the same: an estimate from below, made while the weights moved. */
  readonly trainAccuracy: number
  /** Mean norm of the gradient before clipping. */
  readonly gradientNorm: number
  /** Learning rate of the last step. */
  readonly learningRate: number
  /** Mean cross entropy of the validation samples. */
  readonly validationLoss: number
  readonly validationAccuracy: number
  /** By source. */
  readonly validation: Readonly<Record<string, Score>>
  /** Time spent on the epoch, validation included, cuts excluded. */
  readonly seconds: number
}
