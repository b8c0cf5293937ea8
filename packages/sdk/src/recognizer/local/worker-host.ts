import type { LoadModelOptions, ModelSource, Prediction } from '@edgeink/engine/wasm'
import { RecognizerDisposedError } from '../../errors/recognizer.ts'
import { RelayedError, WorkerCrashedError } from '../../errors/worker.ts'
import type { FromWorker, LoadedModel, ToWorker } from '../../worker/messages.ts'
import { abortable } from '../abortable.ts'
import type { ModelHost } from './model-host.ts'

/** What a recognizer needs of a `Worker`. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

/** Where the worker comes from: the package's own, the address of a module, or whatever makes one. */
export type WorkerSource = true | string | URL | (() => WorkerLike)

export interface WorkerHostOptions extends Pick<LoadModelOptions, 'kernel' | 'signal'> {
  /** Milliseconds that loading may take. */
  readonly timeout: number
  /** Called once when a worker that had loaded its model is lost. */
  readonly onCrash: () => void
}

/** Milliseconds after which a worker that still has no answer about an ink is dead: it takes one or two. */
const LONGEST_ANSWER = 5_000

/**
 * Starts a worker and loads a model into it.
 *
 * @throws {WorkerCrashedError} when the worker does not start
 * @throws {RelayedError} when its engine refuses the model
 */
export async function loadWorkerHost(
  from: WorkerSource,
  { manifest, files }: ModelSource,
  { kernel, signal, timeout, onCrash }: WorkerHostOptions,
): Promise<ModelHost> {
  const connection = new WorkerConnection(startWorker(from), onCrash)
  // Copies are transferred: other recognizers may share the files.
  const copies = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, new Uint8Array(bytes).slice()] as const),
  )
  const source = { manifest, files: copies }
  const transfer = Object.values(copies).map(({ buffer }) => buffer)
  try {
    const message = { type: 'load', source, kernel } as const
    const model = (await connection.ask(message, { signal, transfer, timeout })) as LoadedModel
    return {
      ...model,
      classify: async (ink, { signal: stop, ...options }) => {
        const question = { type: 'classify', ink, ...options } as const
        return (await connection.ask(question, {
          signal: stop,
          timeout: LONGEST_ANSWER,
        })) as Prediction
      },
      dispose: () => connection.close(new RecognizerDisposedError()),
    }
  } catch (error) {
    connection.close(error)
    throw error
  }
}

function startWorker(from: WorkerSource): WorkerLike {
  if (typeof from === 'function') return from()
  try {
    // Bundlers look for exactly this expression.
    if (from === true) {
      return new Worker(new URL('../../worker/main.js', import.meta.url), { type: 'module' })
    }
    return new Worker(from, { type: 'module' })
  } catch (cause) {
    throw new WorkerCrashedError('it could not be started', { cause })
  }
}

type WithoutId<Message> = Message extends unknown ? Omit<Message, 'id'> : never

interface Pending {
  resolve(value: LoadedModel | Prediction): void
  reject(error: unknown): void
}

interface AskOptions {
  readonly signal?: AbortSignal
  readonly transfer?: Transferable[]
  /** Milliseconds until the worker is taken for dead. */
  readonly timeout: number
}

/** Questions to a worker, and its answers to them. */
class WorkerConnection {
  readonly #worker: WorkerLike
  readonly #onCrash: () => void
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #end: { readonly reason: unknown } | undefined

  constructor(worker: WorkerLike, onCrash: () => void) {
    this.#worker = worker
    this.#onCrash = onCrash
    worker.addEventListener('message', (event) => {
      this.#settle((event as MessageEvent<FromWorker>).data)
    })
    worker.addEventListener('error', (event) => {
      // Handled here: the page's own `error` event need not tell it too.
      event.preventDefault()
      const { message, error } = event as ErrorEvent
      this.#crash(message || 'it could not be loaded', error)
    })
    worker.addEventListener('messageerror', () => this.#crash('its answer could not be read'))
  }

  async ask(
    question: WithoutId<ToWorker>,
    { signal, transfer = [], timeout }: AskOptions,
  ): Promise<LoadedModel | Prediction> {
    if (this.#end) throw this.#end.reason
    const id = ++this.#lastId
    const answer = new Promise<LoadedModel | Prediction>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
    })
    this.#post({ ...question, id } as ToWorker, transfer)
    // One that was killed, or closed itself, says nothing at all.
    const timer = setTimeout(() => this.#crash(`none came in ${timeout} ms`), timeout)
    try {
      return await abortable(answer, signal)
    } finally {
      clearTimeout(timer)
      // Still there: it was aborted before its answer came.
      if (this.#pending.delete(id)) this.#post({ type: 'abort', id })
    }
  }

  /** Ends the worker and rejects what is under way. */
  close(reason: unknown): void {
    if (this.#end) return
    this.#end = { reason }
    this.#worker.terminate()
    const waiting = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of waiting) reject(reason)
  }

  #post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer)
  }

  #settle(message: FromWorker): void {
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if ('error' in message) pending?.reject(new RelayedError(message.error))
    else pending?.resolve(message.value)
  }

  #crash(reason: string, cause?: unknown): void {
    if (this.#end) return
    this.close(new WorkerCrashedError(reason, { cause }))
    this.#onCrash()
  }
}
