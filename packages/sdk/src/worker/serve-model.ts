import {
  type LoadModelOptions,
  loadModel,
  type Model,
  type ModelSource,
  type Prediction,
} from '@edgeink/engine/wasm'
import type {
  ClassifyMessage,
  ErrorMessage,
  FromWorker,
  LoadedModel,
  LoadMessage,
  ToWorker,
} from './messages.ts'

/** What a worker's global object has. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void
  postMessage(message: FromWorker): void
}

export interface ServeModelOptions {
  /** What makes a model of its files. Default: `loadModel` of `@edgeink/engine/wasm`. */
  readonly engine?: (source: ModelSource, options: LoadModelOptions) => Promise<Model>
}

/**
 * Answers a page's `localRecognizer({ worker })`. The package's own worker does nothing else; one of yours may do
 * more, or use another engine.
 *
 * @example
 * // my-worker.js; in the page: localRecognizer({ model, worker: '/my-worker.js' })
 * import { serveModel } from 'edgeink/worker'
 * serveModel(self)
 */
export function serveModel(
  scope: WorkerScope,
  { engine = loadModel }: ServeModelOptions = {},
): void {
  const underWay = new Map<number, AbortController>()
  let model: Model | undefined

  async function load({ source, kernel }: LoadMessage, signal: AbortSignal): Promise<LoadedModel> {
    // The page has compared the files with their manifest.
    model = await engine(source, { kernel, signal, verify: false })
    return { id: model.id, version: model.version, kernel: model.kernel }
  }

  async function classify(message: ClassifyMessage, signal: AbortSignal): Promise<Prediction> {
    // Messages that came meanwhile go first: among them may be the one that this answer is not wanted any more.
    await nextTask()
    signal.throwIfAborted()
    const { ink, topK, allowed, isPartial } = message
    const [prediction] = await model!.classify([{ ink }], { topK, allowed, isPartial, signal })
    return prediction
  }

  async function answer(message: LoadMessage | ClassifyMessage): Promise<void> {
    const { id } = message
    const own = new AbortController()
    underWay.set(id, own)
    const outcome = await (message.type === 'load'
      ? load(message, own.signal)
      : classify(message, own.signal)
    ).then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, error: describe(error) }),
    )
    underWay.delete(id)
    if (!own.signal.aborted) scope.postMessage(outcome)
  }

  scope.addEventListener('message', ({ data }) => {
    if (data.type === 'abort') underWay.get(data.id)?.abort()
    else void answer(data)
  })
}

function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

function describe(error: unknown): ErrorMessage {
  const { name, code, message } = error as Partial<ErrorMessage>
  return { name: name ?? 'Error', code: code ?? 'WORKER', message: message ?? String(error) }
}
