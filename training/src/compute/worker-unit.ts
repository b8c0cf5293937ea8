import { Worker } from 'node:worker_threads'
import type { BackendName } from '../backend/backend.ts'
import type { ReaderSetup } from '../pipeline/reader.ts'
import type {
  ComputeUnit,
  GradientRequest,
  GradientResult,
  LogitsRequest,
  SharedArrays,
  UnitSetup,
} from './unit.ts'

/** What a thread is started with. */
export interface WorkerSetup {
  readonly setup: UnitSetup
  readonly readerSetup: ReaderSetup
  readonly arrays: SharedArrays
  readonly rank: number
}

export type WorkerRequest =
  | { readonly kind: 'gradient'; readonly request: GradientRequest }
  | { readonly kind: 'logits'; readonly request: LogitsRequest }

export type WorkerReply =
  | { readonly kind: 'ready'; readonly backend: BackendName }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }

/**
 * Starts a unit in a worker thread, with a backend and a copy of the samples of its own; it takes one request
 * at a time. (The wasm backend's own threads do not start in Node.)
 */
export async function startWorkerUnit(setup: WorkerSetup): Promise<ComputeUnit> {
  const worker = new Worker(new URL('./worker-thread.ts', import.meta.url), {
    workerData: setup,
    execArgv: ['--conditions=@edgeink/source'],
  })
  const first = await nextReply(worker)
  if (first.kind !== 'ready') throw new Error('internal: the thread answered before it was asked')
  const ask = async <T>(request: WorkerRequest): Promise<T> => {
    const pending = nextReply(worker)
    worker.postMessage(request)
    const reply = await pending
    if (reply.kind !== 'done') throw new Error(`internal: the thread answered ${reply.kind}`)
    return reply.result as T
  }
  return {
    backend: first.backend,
    gradient: (request) => ask<GradientResult>({ kind: 'gradient', request }),
    logits: (request) => ask<Float32Array>({ kind: 'logits', request }),
    close: async () => void (await worker.terminate()),
  }
}

/** The next message of the thread; rejects when it fails or ends instead. */
function nextReply(worker: Worker): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      act()
    }
    const onMessage = (reply: WorkerReply) =>
      settle(() => (reply.kind === 'failed' ? reject(reply.error) : resolve(reply)))
    const onError = (error: unknown) => settle(() => reject(error))
    const onExit = (code: number) =>
      settle(() => reject(new Error(`a training thread ended with exit code ${code}`)))
    worker.once('message', onMessage).once('error', onError).once('exit', onExit)
  })
}
