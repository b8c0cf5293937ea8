import { CONFIDENCE_BINS, confidenceBin, loadModel, type ModelReference } from '@edgeink/engine'
import type { EvaluationSet } from '../evaluate/evaluation.ts'
import type { FolderModel } from '../evaluate/model-folder.ts'
import { predict } from '../evaluate/predict.ts'

/**
 * Shares of a model's answers on validation, which the worker's monitoring compares its traffic with: on ink, since
 * that is what people send; on images only where there is no ink.
 */
export async function referenceOf(
  source: FolderModel,
  sets: readonly EvaluationSet[],
): Promise<ModelReference> {
  const inks = sets.filter(({ samples }) => samples[0]?.source !== 'mnist')
  const samples = (inks.length > 0 ? inks : sets).flatMap((set) => set.samples)
  const model = await loadModel(source)
  const answers = await predict(model, samples)
  model.dispose()
  return {
    labels: shares(
      answers.map(({ predicted }) => predicted),
      model.labels.length,
    ),
    confidence: shares(
      answers.map(({ confidence }) => confidenceBin(confidence)),
      CONFIDENCE_BINS,
    ),
  }
}

function shares(bins: readonly number[], count: number): number[] {
  const counts = new Array<number>(count).fill(0)
  for (const bin of bins) counts[bin]++
  return counts.map((n) => Math.round((1e5 * n) / bins.length) / 1e5)
}
