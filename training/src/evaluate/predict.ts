import type { ClassifyOptions, Model, ModelInput, Prediction } from '@edgeink/engine'
import type { Sample } from '../pipeline/reader.ts'

/** What a model answered to a sample. */
export interface Answer {
  /** Positions among the model's labels. */
  readonly label: number
  readonly predicted: number
  /** Probability of the predicted label. */
  readonly confidence: number
  /** Probability of the true label. */
  readonly probability: number
  readonly rejected: boolean
}

/** Samples given to the model at once. */
const CHUNK = 256

/** Asks a model about samples, as an application would. */
export async function predict(model: Model, samples: readonly Sample[]): Promise<Answer[]> {
  const options = { topK: model.labels.length }
  const predictions = await predictInputs(model, samples.map(toInput), options)
  return predictions.map((prediction, i) => toAnswer(model.labels, samples[i].label, prediction))
}

/** Asks a model about any number of inputs, a few hundred at once. */
export async function predictInputs(
  model: Model,
  inputs: readonly ModelInput[],
  options?: ClassifyOptions,
): Promise<Prediction[]> {
  const predictions: Prediction[] = []
  for (let start = 0; start < inputs.length; start += CHUNK) {
    predictions.push(...(await model.classify(inputs.slice(start, start + CHUNK), options)))
  }
  return predictions
}

/** A sample as an application has it: an ink, or an image with numbers in 0..1. */
export function toInput(sample: Sample): ModelInput {
  if (sample.source !== 'mnist') return { ink: sample.ink }
  return { raster: toUnit(sample.raster) }
}

/** Bytes of an image as numbers in 0..1. */
export function toUnit(raster: Uint8Array): Float32Array {
  return Float32Array.from(raster, (byte) => byte / 255)
}

function toAnswer(labels: readonly string[], label: string, prediction: Prediction): Answer {
  const { candidates, rejected } = prediction
  return {
    label: labels.indexOf(label),
    predicted: labels.indexOf(candidates[0].label),
    confidence: candidates[0].probability,
    probability: candidates.find((candidate) => candidate.label === label)?.probability ?? 0,
    rejected,
  }
}
