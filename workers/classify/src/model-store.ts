import type { ClassifyInput, ClassifyResult } from '@edgeink/protocol'
import { ProblemError } from './http/problem-error.ts'

/** What the worker needs of a model. */
export interface ServedModel {
  readonly id: string
  readonly version: string
  readonly labels: readonly string[]
  /** The arithmetic that it runs on, for those who watch over the worker. */
  readonly kernel: string
  /** One result for each input, in order. */
  classify(
    inputs: readonly ClassifyInput[],
    options: {
      readonly topK: number
      readonly allowed?: readonly string[]
      readonly isPartial?: boolean
    },
  ): Promise<readonly ClassifyResult[]>
}

/** A model as its files: what is loaded to classify here, and served to those who classify on their device. */
export interface ModelPackage {
  /** The parsed `manifest.json`. */
  readonly manifest: unknown
  /** The bytes of each view, by the file name in the manifest. */
  readonly files: Readonly<Record<string, Uint8Array | ArrayBuffer>>
}

/** Loads one model. Called again after it has failed. */
export type LoadModel = (source: ModelPackage) => Promise<ServedModel>

export interface ModelStore {
  readonly ids: readonly string[]
  /**
   * The model that answers, loaded.
   *
   * @param caller - who asks, where it is known ({@link Variables}): a canary answers the same callers each time
   * @throws {ProblemError} 422 for a model that is not served, 503 for one that does not load
   */
  get(id: string, caller?: string): Promise<ServedModel>
  /**
   * The files of a model, whether it loads or not.
   *
   * @throws {ProblemError} 422 for a model that is not served
   */
  files(id: string): ModelPackage
}

/** Loads each model once, when it is first asked for. A failure is forgotten, so that the next request tries again. */
export function createModelStore(
  packages: Readonly<Record<string, ModelPackage>>,
  load: LoadModel,
): ModelStore {
  const ids = Object.keys(packages)
  const loaded = new Map<string, Promise<ServedModel>>()
  const files = (id: string) => {
    if (ids.includes(id)) return packages[id]
    throw unknownModel(ids)
  }
  return {
    ids,
    files,
    async get(id) {
      const model = loaded.get(id) ?? load(files(id))
      loaded.set(id, model)
      try {
        return await model
      } catch (cause) {
        if (loaded.get(id) === model) loaded.delete(id)
        throw new ProblemError('model-unavailable', `model ${id} could not be loaded`, { cause })
      }
    },
  }
}

/** The answer to whoever asks for a model that is not served. */
export function unknownModel(ids: readonly string[]): ProblemError {
  const message = `expected one of the models ${ids.join(', ')}`
  return new ProblemError('unknown-model', message, { errors: [{ path: '/model', message }] })
}
