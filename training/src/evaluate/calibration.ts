import type { Model } from '@edgeink/engine'
import type { Sample } from '../pipeline/reader.ts'
import { drawnInks, momentsOf } from './drawn-inks.ts'
import type { EvaluationSet } from './evaluation.ts'
import { type Honesty, honestyOf } from './honesty.ts'
import { predictInputs, toInput } from './predict.ts'

/** By kind of input, pooled over all sets; a kind that the sets or the model lack is absent. */
export interface Calibration {
  readonly inks?: Honesty
  readonly images?: Honesty
  /** Inks, each at one moment of its drawing. */
  readonly partial?: Honesty
}

/** Judges the probabilities of a whole model for every kind of input. */
export async function judgeCalibration(
  model: Model,
  sets: readonly EvaluationSet[],
): Promise<Calibration> {
  const inks = drawnInks(sets)
  const all = new Set(sets.flatMap(({ samples }) => samples))
  const images = [...all].filter(({ source }) => source === 'mnist')
  const calibration: { -readonly [kind in keyof Calibration]: Calibration[kind] } = {}
  if (inks.length > 0) {
    calibration.inks = await honesty(model, inks)
    calibration.partial = await honesty(model, momentsOf(inks), true)
  }
  if (images.length > 0 && model.views.includes('raster/1')) {
    calibration.images = await honesty(model, images)
  }
  return calibration
}

async function honesty(
  model: Model,
  samples: readonly Sample[],
  isPartial?: boolean,
): Promise<Honesty> {
  const predictions = await predictInputs(model, samples.map(toInput), { topK: 1, isPartial })
  return honestyOf(predictions, samples)
}
