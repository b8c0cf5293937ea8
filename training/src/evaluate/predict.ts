import type { Model, ModelInput, Prediction } from '@edgeink/engine'
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
  const answers: Answer[] = []
  for (let start = 0; start < samples.length; start += CHUNK) {
    const part = samples.slice(start, start + CHUNK)
    const predictions = await model.classify(part.map(toInput), { topK: model.labels.length })
    predictions.forEach((prediction, i) => {
      answers.push(toAnswer(model.labels, part[i].label, prediction))
    })
  }
  return answers
}

/** A sample as an application has it: an ink, or an image with numbers in 0..1. */
export function toInput(sample: Sample): ModelInput {
  if (sample.source !== 'mnist') return { ink: sample.ink }
  return { raster: Float32Array.from(sample.raster, (byte) => byte / 255) }
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
