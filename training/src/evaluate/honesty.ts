import type { Prediction } from '@edgeink/engine'
import { calibrationError } from './calibration-error.ts'

/** How sure a model is of its answers to inputs of a kind, and how often it is right. */
export interface Honesty {
  readonly count: number
  /** Mean probability of the best candidate. */
  readonly confidence: number
  /** Share of the best candidates that are the label. */
  readonly accuracy: number
  /** Expected calibration error, 15 bins. */
  readonly calibrationError: number
}

/** Judges the best candidates by the labels of what was asked about, in the same order. */
export function honestyOf(
  predictions: readonly Prediction[],
  samples: readonly { readonly label: string }[],
): Honesty {
  const answers = predictions.map(({ candidates: [{ label, probability }] }, i) => ({
    confidence: probability,
    correct: label === samples[i].label,
  }))
  const count = answers.length
  return {
    count,
    confidence: answers.reduce((sum, { confidence }) => sum + confidence, 0) / count,
    accuracy: answers.filter(({ correct }) => correct).length / count,
    calibrationError: calibrationError(answers),
  }
}
