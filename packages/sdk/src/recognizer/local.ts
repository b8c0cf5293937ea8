import type { KernelName, LoadModelOptions } from '@edgeink/engine/wasm'
import { assertInk, type Ink } from '@edgeink/ink'
import type { ModelCacheError } from '../errors/model.ts'
import { OptionError } from '../errors/option.ts'
import { RecognizerDisposedError } from '../errors/recognizer.ts'
import { TypedEventTarget } from '../typed-event-target.ts'
import { abortable } from './abortable.ts'
import { loadHost } from './local/load-host.ts'
import { fetchModel, type LoadProgress } from './local/model-files.ts'
import type { Engine, ModelHost } from './local/model-host.ts'
import { type ModelCache, ModelStore } from './local/model-store.ts'
import type { WorkerSource } from './local/worker-host.ts'
import {
  DEFAULT_TOP_K,
  type Recognition,
  type RecognizeOptions,
  type Recognizer,
} from './recognizer.ts'

export type { LoadProgress } from './local/model-files.ts'
export type { Engine } from './local/model-host.ts'
export type { ModelCache } from './local/model-store.ts'
export type { WorkerLike, WorkerSource } from './local/worker-host.ts'

export interface LocalRecognizerOptions extends Pick<LoadModelOptions, 'kernel'> {
  /** Address of the model's `manifest.json`; its other files lie beside it. */
  readonly model: string | URL
  /**
   * Where the model runs. `true`: in a Web Worker of this package. An address, or a function that makes a worker: in
   * that one, whose module calls `serveModel(self)` of `edgeink/worker`. Default false: in this thread.
   */
  readonly worker?: boolean | WorkerSource
  /**
   * What makes a model of the files. Default: `loadModel` of `@edgeink/engine/wasm`. That of `@edgeink/engine` can run
   * them through onnxruntime-web instead. Cannot be given to a worker: `serveModel` takes it there.
   */
  readonly engine?: Engine
  /** Where the model is kept between visits. Default true: the Cache API, where the page has it. */
  readonly cache?: ModelCache | boolean
  /** Milliseconds without a byte until a download is given up, or a worker that loads the model. Default 20,000. */
  readonly timeout?: number
  /** What fetches the files. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

const DEFAULTS = { worker: false, cache: true, timeout: 20_000 } as const

export interface LocalRecognizerEvents {
  /** More of the model came. */
  progress: LoadProgress
  /** The model is loaded: answers come at once from now on. */
  ready: undefined
  /** It works, but the model could not be kept for the next visit, or not be read from where it is kept. */
  warning: { readonly error: ModelCacheError }
}

/** A recognizer that runs in the page. */
export interface LocalRecognizer extends Recognizer, TypedEventTarget<LocalRecognizerEvents> {
  /** Whether the model is loaded. */
  readonly isReady: boolean
  /**
   * Resolves when the model is loaded, and begins to load it. The first recognition does that too; after a failure
   * the next of either tries again.
   *
   * @throws {ModelFetchError} when a file does not come
   * @throws {WorkerCrashedError} when its worker does not start
   * @throws {EngineError} when it is not the one that its manifest describes, or no model
   */
  readonly ready: Promise<void>
  /** The arithmetic that runs; undefined until the model is loaded. */
  readonly kernel: KernelName | undefined
}

/**
 * Recognises on the device: nothing but the model's files is ever sent or fetched.
 *
 * @throws {OptionError} when both a worker and an engine are given
 * @example
 * const recognizer = localRecognizer({ model: '/models/digits/manifest.json' })
 * const { candidates } = await recognizer.recognize(capture.ink)
 */
export function localRecognizer(options: LocalRecognizerOptions): LocalRecognizer {
  if (options.worker && options.engine) {
    throw new OptionError('localRecognizer: `engine` goes to `serveModel` of the worker, not here')
  }
  return new OnDevice(options)
}

// A browser's fetch wants to be called as a method of the global object.
const globalFetch: typeof globalThis.fetch = (...call) => globalThis.fetch(...call)

class OnDevice extends TypedEventTarget<LocalRecognizerEvents> implements LocalRecognizer {
  readonly #options: LocalRecognizerOptions
  readonly #store: ModelStore
  readonly #life = new AbortController()
  #loading: Promise<ModelHost> | undefined
  #host: ModelHost | undefined

  constructor(options: LocalRecognizerOptions) {
    super()
    this.#options = options
    this.#store = new ModelStore(options.cache ?? DEFAULTS.cache, (error) =>
      this.emit('warning', { error }),
    )
  }

  get isReady(): boolean {
    return this.#host !== undefined
  }

  get ready(): Promise<void> {
    return this.#load().then(() => {})
  }

  get kernel(): KernelName | undefined {
    return this.#host?.kernel
  }

  async recognize(ink: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    const { signal, topK = DEFAULT_TOP_K, allowed, isPartial } = options
    this.#life.signal.throwIfAborted()
    signal?.throwIfAborted()
    assertInk(ink)
    const host = this.#host ?? (await abortable(this.#load(), signal))
    const start = performance.now()
    const { candidates, rejected } = await host.classify(ink, {
      topK,
      allowed,
      isPartial,
      signal,
    })
    const duration = performance.now() - start
    this.#life.signal.throwIfAborted()
    signal?.throwIfAborted()
    const { id, version } = host
    return { candidates, rejected, model: { id, version }, source: 'device', duration }
  }

  dispose(): void {
    if (this.#life.signal.aborted) return
    this.#life.abort(new RecognizerDisposedError())
    this.#host?.dispose()
    this.#host = undefined
  }

  /** The next recognition loads the model anew. */
  #forget(): void {
    this.#loading = undefined
    this.#host = undefined
  }

  #load(): Promise<ModelHost> {
    this.#loading ??= this.#fetchAndLoad().catch((error: unknown) => {
      this.#forget()
      throw error
    })
    return this.#loading
  }

  async #fetchAndLoad(): Promise<ModelHost> {
    const { signal } = this.#life
    signal.throwIfAborted()
    const {
      model,
      kernel,
      engine,
      worker = DEFAULTS.worker,
      fetch = globalFetch,
      timeout = DEFAULTS.timeout,
    } = this.#options
    const coming = fetchModel(String(model), {
      fetch,
      signal,
      timeout,
      store: this.#store,
      onProgress: (progress) => this.emit('progress', progress),
    })
    const onCrash = () => this.#forget()
    const host = await loadHost(coming, { worker, engine, kernel, signal, timeout, onCrash })
    if (signal.aborted) {
      host.dispose()
      throw signal.reason
    }
    this.#host = host
    this.emit('ready', undefined)
    return host
  }
}
