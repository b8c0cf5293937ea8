import { assertInk, type Ink } from '@edgeink/ink'
import {
  type ClassifyRequest,
  type ClassifyResponse,
  fromInk,
  isClassifyResponse,
  isProblem,
} from '@edgeink/protocol'
import {
  EdgeAnswerError,
  EdgeProblemError,
  EdgeTimeoutError,
  EdgeUnreachableError,
  RecognizerDisposedError,
  SupersededError,
} from '../errors.ts'
import {
  DEFAULT_TOP_K,
  type Recognition,
  type RecognizeOptions,
  type Recognizer,
} from './recognizer.ts'

export interface RemoteRecognizerOptions {
  /** Address of `POST /classify`. */
  readonly url: string | URL
  /** Sent with each request, such as `authorization`. */
  readonly headers?: HeadersInit
  /** Milliseconds until a request is given up. Default 5000. */
  readonly timeout?: number
  /** Id of the model. Default: the worker's. */
  readonly model?: string
  /** What sends the requests. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

const DEFAULT_TIMEOUT = 5_000

/** Recognises through the edge worker. The newest ink wins: an older request that is still under way is aborted. */
export function remoteRecognizer(options: RemoteRecognizerOptions): Recognizer {
  return new RemoteRecognizer(options)
}

class RemoteRecognizer implements Recognizer {
  readonly #url: string
  readonly #headers: Headers
  readonly #timeout: number
  readonly #model: string | undefined
  readonly #fetch: typeof globalThis.fetch
  readonly #life = new AbortController()
  #newest: AbortController | undefined

  constructor(options: RemoteRecognizerOptions) {
    this.#url = String(options.url)
    this.#headers = new Headers(options.headers)
    this.#headers.set('content-type', 'application/json')
    this.#timeout = options.timeout ?? DEFAULT_TIMEOUT
    this.#model = options.model
    // A browser's fetch wants to be called as a method of the global object.
    this.#fetch = options.fetch ?? ((...call) => globalThis.fetch(...call))
  }

  async recognize(ink: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    this.#life.signal.throwIfAborted()
    options.signal?.throwIfAborted()
    const body = JSON.stringify(this.#request(assertInk(ink), options))
    const start = performance.now()
    const { model, results } = await this.#post(body, options.signal)
    const duration = performance.now() - start
    return { ...results[0], model, source: 'edge', duration }
  }

  dispose(): void {
    this.#life.abort(new RecognizerDisposedError())
  }

  #request(ink: Ink, { topK = DEFAULT_TOP_K, allowed }: RecognizeOptions): ClassifyRequest {
    return { strokes: fromInk(ink), model: this.#model, topK, allowed }
  }

  async #post(body: string, signal: AbortSignal | undefined): Promise<ClassifyResponse> {
    const own = this.#supersede()
    const timer = setTimeout(
      () => own.abort(new EdgeTimeoutError(this.#url, this.#timeout)),
      this.#timeout,
    )
    const signals = [own.signal, this.#life.signal, ...(signal ? [signal] : [])]
    const stop = AbortSignal.any(signals)
    try {
      return await this.#exchange(body, stop)
    } catch (error) {
      // A platform may reject with an AbortError of its own: the reason tells who stopped it.
      throw stop.aborted ? stop.reason : error
    } finally {
      clearTimeout(timer)
      if (this.#newest === own) this.#newest = undefined
    }
  }

  /** Aborts the request that is under way, and makes the next one the newest. */
  #supersede(): AbortController {
    this.#newest?.abort(new SupersededError())
    this.#newest = new AbortController()
    return this.#newest
  }

  async #exchange(body: string, signal: AbortSignal): Promise<ClassifyResponse> {
    const init = { method: 'POST', headers: this.#headers, body, signal }
    const response = await this.#fetch(this.#url, init).catch((cause: unknown) => {
      throw new EdgeUnreachableError(this.#url, { cause })
    })
    const answer = await readJson(response)
    if (response.ok && isClassifyResponse(answer) && answer.results.length === 1) return answer
    if (!response.ok && isProblem(answer)) throw new EdgeProblemError(answer)
    throw new EdgeAnswerError(this.#url, response.status)
  }
}

/** Undefined for a body that is no JSON, or that broke off. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}
