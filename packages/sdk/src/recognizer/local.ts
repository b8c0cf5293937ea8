import {
  type KernelName,
  type LoadModelOptions,
  loadModel,
  type Model,
  type ModelSource,
} from '@edgeink/engine/wasm'
import { assertInk, type Ink } from '@edgeink/ink'
import { RecognizerDisposedError } from '../errors.ts'
import { fetchModel } from './model-files.ts'
import {
  DEFAULT_TOP_K,
  type Recognition,
  type RecognizeOptions,
  type Recognizer,
} from './recognizer.ts'

export interface LocalRecognizerOptions extends Pick<LoadModelOptions, 'kernel'> {
  /** Address of the model's `manifest.json`; its other files lie beside it. */
  readonly model: string | URL
  /** What fetches the files. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /**
   * What makes a model of the files. Default: `loadModel` of `@edgeink/engine/wasm`. That of `@edgeink/engine` can run
   * them through onnxruntime-web instead.
   */
  readonly loadModel?: (source: ModelSource, options: LoadModelOptions) => Promise<Model>
}

/** A recognizer that runs in the page. */
export interface LocalRecognizer extends Recognizer {
  /**
   * Resolves when the model is loaded, and begins to load it. The first recognition does that too; after a failure
   * the next of either tries again.
   *
   * @throws {ModelFetchError} when a file does not come
   * @throws {EngineError} when it is not the one that its manifest describes, or no model
   */
  readonly ready: Promise<void>
  /** The arithmetic that runs; undefined until the model is loaded. */
  readonly kernel: KernelName | undefined
}

/**
 * Recognises on the device: nothing but the model's files is ever sent or fetched.
 *
 * @example
 * const recognizer = localRecognizer({ model: '/models/digits/manifest.json' })
 * const { candidates } = await recognizer.recognize(capture.ink)
 */
export function localRecognizer(options: LocalRecognizerOptions): LocalRecognizer {
  return new OnDevice(options)
}

class OnDevice implements LocalRecognizer {
  readonly #options: LocalRecognizerOptions
  readonly #life = new AbortController()
  #loading: Promise<Model> | undefined
  #model: Model | undefined

  constructor(options: LocalRecognizerOptions) {
    this.#options = options
  }

  get ready(): Promise<void> {
    return this.#load().then(() => {})
  }

  get kernel(): KernelName | undefined {
    return this.#model?.kernel
  }

  async recognize(ink: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    const { signal, topK = DEFAULT_TOP_K, allowed } = options
    this.#life.signal.throwIfAborted()
    signal?.throwIfAborted()
    assertInk(ink)
    const model = this.#model ?? (await this.#load())
    signal?.throwIfAborted()
    const start = performance.now()
    const [{ candidates, rejected }] = await model.classify([{ ink }], { topK, allowed })
    const duration = performance.now() - start
    this.#life.signal.throwIfAborted()
    signal?.throwIfAborted()
    const { id, version } = model
    return { candidates, rejected, model: { id, version }, source: 'device', duration }
  }

  dispose(): void {
    if (this.#life.signal.aborted) return
    this.#life.abort(new RecognizerDisposedError())
    this.#model?.dispose()
  }

  #load(): Promise<Model> {
    this.#loading ??= this.#fetchAndLoad().catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
    return this.#loading
  }

  async #fetchAndLoad(): Promise<Model> {
    const { signal } = this.#life
    signal.throwIfAborted()
    // A browser's fetch wants to be called as a method of the global object.
    const fetch = this.#options.fetch ?? ((...call) => globalThis.fetch(...call))
    const load = this.#options.loadModel ?? loadModel
    const source = await fetchModel(String(this.#options.model), { fetch, signal })
    const model = await load(source, { kernel: this.#options.kernel, signal })
    if (signal.aborted) {
      model.dispose()
      throw signal.reason
    }
    this.#model = model
    return model
  }
}
