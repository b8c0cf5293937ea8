import type { EngineName, KernelName, LoadModelOptions, Model, ViewInput } from '@edgeink/engine'
import { loadModel } from '@edgeink/engine'
import type { Part } from '../data/index.ts'
import type { Sample } from '../pipeline/reader.ts'
import { type FolderModel, viewAlone } from './model-folder.ts'
import { type Answer, predict } from './predict.ts'
import { type Score, score } from './score.ts'

/** Samples that are judged together. */
export interface EvaluationSet {
  /** Such as `mnist`. The samples of a set are of one kind: images, or ink. */
  readonly name: string
  readonly samples: readonly Sample[]
}

/** How one view, or all of them fused, did on one set. */
export interface SetScore extends Score {
  readonly set: string
  readonly view: ViewInput | 'fused'
}

/** What `evaluation.json` says. */
export interface Evaluation {
  readonly model: { readonly id: string; readonly version: string }
  readonly part: Part
  readonly engine: EngineName
  readonly kernel: KernelName
  readonly labels: readonly string[]
  /** The files that were judged. */
  readonly views: readonly {
    readonly input: ViewInput
    readonly file: string
    readonly sha256: string
    readonly bytes: number
  }[]
  /** By set, each view alone first; a set of images has no trace, and nothing to fuse. */
  readonly scores: readonly SetScore[]
}

export type EvaluateOptions = LoadModelOptions & { readonly part: Part }

/** Judges each view of a model, and all of them fused, on each set. */
export async function evaluate(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  options: EvaluateOptions,
): Promise<Evaluation> {
  const { part, engine = 'wasm' } = options
  const { id, version, labels, views } = source.manifest
  const scores: SetScore[] = []
  let kernel: KernelName | undefined
  for (const { view, source: judged } of judgedModels(source)) {
    const model = await loadModel(judged, options)
    kernel = model.kernel
    const ask = askOnce(model)
    for (const { name, samples } of sets) {
      if (samples.length === 0 || !applies(view, samples)) continue
      const answers = await ask(samples)
      scores.push({ set: name, view, ...score(samples, answers, labels.length) })
    }
    model.dispose()
  }
  return {
    model: { id, version },
    part,
    engine,
    kernel: kernel!,
    labels,
    views: views.map(({ input, file, sha256, bytes }) => ({ input, file, sha256, bytes })),
    scores: sets.flatMap(({ name }) => scores.filter(({ set }) => set === name)),
  }
}

/** Asks a model about each sample once, though several sets have it. */
function askOnce(model: Model): (samples: readonly Sample[]) => Promise<Answer[]> {
  const known = new Map<Sample, Answer>()
  return async (samples) => {
    const unknown = samples.filter((sample) => !known.has(sample))
    const answers = await predict(model, unknown)
    answers.forEach((answer, i) => {
      known.set(unknown[i], answer)
    })
    return samples.map((sample) => known.get(sample)!)
  }
}

type JudgedModel = { readonly view: SetScore['view']; readonly source: FolderModel }

function judgedModels(source: FolderModel): JudgedModel[] {
  const { views } = source.manifest
  const alone = views.map((view) => ({ view: view.input, source: viewAlone(source, view) }))
  return views.length > 1 ? [...alone, { view: 'fused', source }] : alone
}

function applies(view: SetScore['view'], [first]: readonly Sample[]): boolean {
  return first.source !== 'mnist' || view === 'raster/1'
}
