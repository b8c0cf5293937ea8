import { type LoadModelOptions, loadModel } from '@edgeink/engine'
import { DEFAULTS } from '../config/config.ts'
import type { DataOptions } from '../data/index.ts'
import type { Misread } from '../evaluate/error-sheet/sheet.ts'
import type { EvaluationSet } from '../evaluate/evaluation.ts'
import { loadSets } from '../evaluate/load-sets.ts'
import { type FolderModel, readModelFolder } from '../evaluate/model-folder.ts'
import { type Answer, predict } from '../evaluate/predict.ts'
import { type Score, score } from '../evaluate/score.ts'
import type { TrainedManifest, TrainingInfo } from '../export/export-model.ts'
import type { EpochRecord } from '../loop/history.ts'
import { usedSources } from '../pipeline/dataset.ts'
import { type RunFolder, readHistory } from '../run/run-folder.ts'
import { type Speed, timeAnswers } from './time-answers.ts'

/** A form in which a run's weights are written. */
export interface ModelForm {
  readonly name: 'float32' | 'int8'
  readonly bytes: number
  readonly correct: number
  readonly speed: Speed
}

/** All that the report of a run shows; judged on validation, since who reads it may choose by it. */
export interface Findings {
  readonly id: string
  readonly training: TrainingInfo
  readonly history: readonly EpochRecord[]
  readonly labels: readonly string[]
  /** Of the form that would be shipped: int8 where there is one. */
  readonly total: Score
  readonly sets: readonly (Score & { readonly set: string })[]
  readonly answers: readonly Answer[]
  readonly misread: readonly Misread[]
  readonly forms: readonly ModelForm[]
}

/** Judges a finished run, whole and by source and writer, before and after quantization. */
export async function findings(folder: RunFolder, options: DataOptions = {}): Promise<Findings> {
  const float32 = await readModelFolder(folder.model)
  const { training: written, quantized } = float32.manifest as TrainedManifest
  // Keys that came after the run was made have their defaults.
  const training = { ...written, config: { ...DEFAULTS, ...written.config } }
  const int8 = quantized && (await readModelFolder(folder.model, true))
  const { labels } = float32.manifest
  const sets = await loadSets(usedSources(training.config), 'validation', labels, options)
  const before = await judge(float32, sets, 'float32')
  const after = int8 && (await judge(int8, sets, 'int8'))
  const judged = after ?? before
  const samples = sets.flatMap((set) => set.samples)
  return {
    id: folder.id,
    training,
    history: await readHistory(folder),
    labels,
    total: score(samples, judged.answers, labels.length),
    sets: judged.sets,
    answers: judged.answers,
    misread: misreadOf(sets, judged.answers, labels),
    forms: [before.form, ...(after ? [after.form] : [])],
  }
}

interface Judged {
  readonly form: ModelForm
  readonly answers: readonly Answer[]
  readonly sets: Findings['sets']
}

async function judge(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  name: ModelForm['name'],
): Promise<Judged> {
  // Our WebAssembly kernels would quantize float32 weights, and know no convolutions.
  const options: LoadModelOptions = name === 'float32' ? { engine: 'ort' } : {}
  const model = await loadModel(source, options)
  try {
    const bySet: Answer[][] = []
    for (const { samples } of sets) bySet.push(await predict(model, samples))
    const answers = bySet.flat()
    return {
      answers,
      sets: sets.map(({ name: set, samples }, i) => ({
        set,
        ...score(samples, bySet[i], model.labels.length),
      })),
      form: {
        name,
        bytes: source.manifest.views[0].bytes,
        correct: answers.filter(({ label, predicted }) => label === predicted).length,
        speed: await timeAnswers(
          model,
          sets.flatMap((set) => set.samples),
        ),
      },
    }
  } finally {
    model.dispose()
  }
}

function misreadOf(
  sets: readonly EvaluationSet[],
  answers: readonly Answer[],
  labels: readonly string[],
): Misread[] {
  const samples = sets.flatMap((set) => set.samples)
  return answers
    .flatMap(({ label, predicted, confidence }, i) =>
      label === predicted ? [] : [{ sample: samples[i], read: labels[predicted], confidence }],
    )
    .sort((a, b) => b.confidence - a.confidence)
}
