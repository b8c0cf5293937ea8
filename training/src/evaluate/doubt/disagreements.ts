import { createHash } from 'node:crypto'
import { type LoadModelOptions, loadModel } from '@edgeink/engine'
import type { Sample } from '../../pipeline/reader.ts'
import type { EvaluationSet } from '../evaluation.ts'
import type { FolderModel } from '../model-folder.ts'
import { predict } from '../predict.ts'

/** A sample whose label a model contradicts with confidence: often a slip of whoever labelled it. */
export interface Disagreement {
  readonly set: string
  readonly sample: Sample
  /** What the model reads in its place. */
  readonly read: string
  /** Probability of what is read. */
  readonly confidence: number
}

/** How a list in a file names a disagreement. */
export interface ListedDisagreement {
  readonly set: string
  readonly id: string
  /** Whoever wrote it; images have none. */
  readonly writer?: string
  readonly label: string
  readonly read: string
  readonly confidence: number
}

/**
 * Samples that a model reads as another label with at least the `confidence`, the surest first. A model that was
 * trained on the very samples and still contradicts their labels has seen many others that speak against them
 * (confident learning: Northcutt, Jiang, Chuang 2021).
 */
export async function findDisagreements(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  { confidence, ...options }: LoadModelOptions & { readonly confidence: number },
): Promise<Disagreement[]> {
  const model = await loadModel(source, options)
  try {
    const found: Disagreement[] = []
    for (const { name, samples } of sets) {
      const answers = await predict(model, samples)
      answers.forEach((answer, i) => {
        if (answer.predicted === answer.label || answer.confidence < confidence) return
        const read = model.labels[answer.predicted]
        found.push({ set: name, sample: samples[i], read, confidence: answer.confidence })
      })
    }
    return found.sort((a, b) => b.confidence - a.confidence)
  } finally {
    model.dispose()
  }
}

/** A disagreement as a list holds it: named by its contents, which no order of reading changes. */
export function listDisagreement(found: Disagreement): ListedDisagreement {
  const { set, sample, read, confidence } = found
  const writer = sample.source === 'mnist' ? {} : { writer: sample.writer }
  const rounded = Number(confidence.toFixed(4))
  return { set, id: sampleId(sample), ...writer, label: sample.label, read, confidence: rounded }
}

const ID_LENGTH = 12

/** The first digits of the SHA-256 of an image's bytes, or of an ink's coordinates as JSON. */
export function sampleId(sample: Sample): string {
  const contents =
    sample.source === 'mnist'
      ? sample.raster
      : JSON.stringify(sample.ink.map(({ points }) => points.map(({ x, y }) => [x, y])))
  return createHash('sha256').update(contents).digest('hex').slice(0, ID_LENGTH)
}
