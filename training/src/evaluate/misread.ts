import { type LoadModelOptions, loadModel } from '@edgeink/engine'
import type { Misread } from './error-sheet/sheet.ts'
import type { EvaluationSet } from './evaluation.ts'
import type { FolderModel } from './model-folder.ts'
import { predict } from './predict.ts'

/** What a whole model misreads in sets, in their order, the surest first. */
export async function findMisread(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  options: LoadModelOptions = {},
): Promise<Misread[]> {
  const model = await loadModel(source, options)
  const misread: Misread[] = []
  for (const { samples } of sets) {
    const answers = await predict(model, samples)
    const wrong = answers.flatMap(({ label, predicted, confidence }, i) =>
      label === predicted
        ? []
        : [{ sample: samples[i], read: model.labels[predicted], confidence }],
    )
    misread.push(...wrong.sort((a, b) => b.confidence - a.confidence))
  }
  model.dispose()
  return misread
}
