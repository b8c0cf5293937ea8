import { type LoadModelOptions, loadModel } from '@edgeink/engine'
import type { Misread } from './error-sheet/sheet.ts'
import type { EvaluationSet } from './evaluation.ts'
import type { FolderModel } from './model-folder.ts'
import { predict } from './predict.ts'

/** A misread sample and the set that it is of. */
export interface MisreadOfSet extends Misread {
  readonly set: string
}

/** What a whole model misreads in sets, in their order, the surest first. */
export async function findMisread(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  options: LoadModelOptions = {},
): Promise<MisreadOfSet[]> {
  const model = await loadModel(source, options)
  try {
    const misread: MisreadOfSet[] = []
    for (const { name, samples } of sets) {
      const answers = await predict(model, samples)
      const wrong = answers.flatMap(({ label, predicted, confidence }, i) =>
        label === predicted
          ? []
          : [{ set: name, sample: samples[i], read: model.labels[predicted], confidence }],
      )
      misread.push(...wrong.sort((a, b) => b.confidence - a.confidence))
    }
    return misread
  } finally {
    model.dispose()
  }
}
