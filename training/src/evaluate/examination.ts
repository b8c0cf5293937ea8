import { type LoadModelOptions, loadModel } from '@edgeink/engine'
import type { Sample } from '../pipeline/reader.ts'
import { type Calibration, judgeCalibration } from './calibration.ts'
import { type ClassScore, scoreClasses } from './classes.ts'
import { type Rejection, rejection } from './doubt/rejection.ts'
import { drawnInks } from './drawn-inks.ts'
import type { EvaluationSet } from './evaluation.ts'
import type { FolderModel } from './model-folder.ts'
import { type Curve, sturdiness } from './sturdiness/sturdiness.ts'

/** What is asked of a whole model beyond its accuracy on each set. */
export interface Examination {
  /** Of a model of several classes of characters. */
  readonly classes: readonly ClassScore[]
  /** Of what is none of its characters. */
  readonly rejection: readonly Rejection[]
  /** Accuracy as the ink changes. */
  readonly curves: readonly Curve[]
  /** How sure it is, beside how right. */
  readonly calibration: Calibration
}

export type ExamineOptions = LoadModelOptions & {
  /** How many samples each point of a curve stands for. Default: all. */
  readonly curveSamples?: number
}

/** Examines all views of a model together: on the ink of UNIPEN by class, on all ink changed, and on negatives. */
export async function examine(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  negatives: ReadonlyMap<string, readonly Sample[]>,
  { curveSamples, ...options }: ExamineOptions = {},
): Promise<Examination> {
  const model = await loadModel(source, options)
  const inks = drawnInks(sets)
  try {
    return {
      classes: await scoreClasses(
        model,
        inks.filter((sample) => sample.source === 'unipen'),
      ),
      rejection: await rejection(model, negatives),
      curves: inks.length === 0 ? [] : await sturdiness(model, inks, curveSamples),
      calibration: await judgeCalibration(model, sets),
    }
  } finally {
    model.dispose()
  }
}
