import type { LoadModelOptions, ModelSource } from '@edgeink/engine/wasm'
import { ModelFetchError } from '../../errors/model.ts'
import type { Engine, ModelHost } from './model-host.ts'
import { loadPageHost } from './page-host.ts'
import type { WorkerSource } from './worker-host.ts'

export interface LoadHostOptions extends Pick<LoadModelOptions, 'kernel' | 'signal'> {
  readonly worker: boolean | WorkerSource
  readonly engine?: Engine
  /** Milliseconds that a worker may take to load the model. */
  readonly timeout: number
  readonly onCrash: () => void
}

/**
 * Loads the code that a model needs while the model is still coming, and the model into it: into a worker or into this
 * thread. Neither's code is fetched for the other.
 *
 * @throws {ModelFetchError} when the code does not come
 */
export async function loadHost(
  coming: Promise<ModelSource>,
  { worker, engine, timeout, onCrash, ...options }: LoadHostOptions,
): Promise<ModelHost> {
  if (worker) {
    const code = import('./worker-host.ts')
    const [source, { loadWorkerHost }] = await Promise.all([coming, named(code)])
    return await loadWorkerHost(worker, source, { ...options, timeout, onCrash })
  }
  const code = engine ?? import('./default-engine.ts').then(({ loadModel }) => loadModel)
  const [source, load] = await Promise.all([coming, named(Promise.resolve(code))])
  return await loadPageHost(load, source, options)
}

async function named<T>(code: Promise<T>): Promise<T> {
  return await code.catch((cause: unknown) => {
    throw new ModelFetchError('the code of the engine', undefined, { cause })
  })
}
