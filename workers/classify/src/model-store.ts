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
    options: { readonly topK: number; readonly allowed?: readonly string[] },
  ): Promise<readonly ClassifyResult[]>
}

/** Loads one model. Called again after it has failed. */
export type ModelLoader = () => Promise<ServedModel>

export interface ModelStore {
  readonly ids: readonly string[]
  /** @throws {ProblemError} 422 for a model that is not served, 503 for one that does not load */
  get(id: string): Promise<ServedModel>
}

/** Loads each model once, when it is first asked for. A failure is forgotten, so that the next request tries again. */
export function createModelStore(loaders: Readonly<Record<string, ModelLoader>>): ModelStore {
  const ids = Object.keys(loaders)
  const loaded = new Map<string, Promise<ServedModel>>()
  return {
    ids,
    async get(id) {
      if (!ids.includes(id)) throw unknownModel(ids)
      const model = loaded.get(id) ?? loaders[id]()
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

function unknownModel(ids: readonly string[]): ProblemError {
  const message = `expected one of the models ${ids.join(', ')}`
  return new ProblemError('unknown-model', message, { errors: [{ path: '/model', message }] })
}
