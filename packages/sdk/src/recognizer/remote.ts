import { assertInk, type Ink } from '@edgeink/ink'
import { EdgeProblemError } from '../errors/edge.ts'
import { RecognizerDisposedError, SupersededError } from '../errors/recognizer.ts'
import { absolute } from './address.ts'
import { type Clock, SYSTEM_CLOCK } from './clock.ts'
import {
  DEFAULT_TOP_K,
  type Recognition,
  type RecognizeOptions,
  type Recognizer,
} from './recognizer.ts'
import { post } from './remote/post.ts'
import type { Answer, Question } from './remote/question.ts'
import { Stream } from './remote/stream.ts'
import type { WebSocketLike } from './remote/stream-connection.ts'

export type { Clock } from './clock.ts'
export type { WebSocketLike } from './remote/stream-connection.ts'

export interface RemoteRecognizerOptions {
  /** Address of `POST /classify`. */
  readonly url: string | URL
  /** Sent with each request, such as `authorization`. Called anew for each where it is a function. */
  readonly headers?: HeadersInit | (() => HeadersInit)
  /** Milliseconds until a request is given up. Default 5000. */
  readonly timeout?: number
  /** How often a request is tried again after 429, 503 or a failure of the network. Default 2. */
  readonly retries?: number
  /**
   * Whether ink goes through a WebSocket, point by point, while one is open. An address: that of `GET /stream`. `auto`:
   * `stream` beside `url`, unless `headers` or a `fetch` are given, which a WebSocket goes past. Default `auto`; where
   * the server offers none, `POST /classify` answers as before.
   */
  readonly stream?: 'auto' | false | string | URL
  /** Id of the model. Default: the worker's. */
  readonly model?: string
  /** What sends the requests. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** What opens the stream. Default: the global `WebSocket`. */
  readonly connect?: (url: string) => WebSocketLike
  /** Time for retries; a test brings its own. */
  readonly clock?: Clock
  /** Numbers in 0..1 for the jitter of retries. Default: `Math.random`. */
  readonly random?: () => number
}

const DEFAULTS = { timeout: 5_000, retries: 2, stream: 'auto' } as const

/** Recognises through the edge worker. The newest ink wins: an older request that is still under way is aborted. */
export function remoteRecognizer(options: RemoteRecognizerOptions): Recognizer {
  return new RemoteRecognizer(options)
}

class RemoteRecognizer implements Recognizer {
  readonly #options: RemoteRecognizerOptions
  readonly #url: string
  readonly #clock: Clock
  readonly #random: () => number
  readonly #timeout: number
  readonly #stream: Stream | undefined
  readonly #life = new AbortController()
  #newest: AbortController | undefined
  /** The server has not refused to be told that ink is partial. */
  #hasPartial = true

  constructor(options: RemoteRecognizerOptions) {
    this.#options = options
    this.#url = String(options.url)
    this.#clock = options.clock ?? SYSTEM_CLOCK
    this.#random = options.random ?? Math.random
    this.#timeout = options.timeout ?? DEFAULTS.timeout
    this.#stream = this.#createStream()
  }

  async recognize(ink: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    this.#life.signal.throwIfAborted()
    options.signal?.throwIfAborted()
    const { topK = DEFAULT_TOP_K, allowed } = options
    // Left out where it is false: a server of before it refuses to be told.
    const isPartial = (options.isPartial && this.#hasPartial) || undefined
    // A stroke without points says nothing, and the protocol has no word for it.
    const strokes = assertInk(ink).filter(({ points }) => points.length > 0)
    const question = { ink: strokes, model: this.#options.model, topK, allowed, isPartial }
    const start = performance.now()
    const { candidates, rejected, model } = await this.#ask(question, options.signal)
    const duration = performance.now() - start
    return { candidates, rejected, model, source: 'edge', duration }
  }

  dispose(): void {
    this.#life.abort(new RecognizerDisposedError())
    this.#stream?.close()
  }

  async #ask(question: Question, signal: AbortSignal | undefined): Promise<Answer> {
    const own = this.#supersede()
    const stop = AbortSignal.any([own.signal, this.#life.signal, ...(signal ? [signal] : [])])
    try {
      return (await this.#stream?.ask(question, stop)) ?? (await this.#post(question, stop))
    } finally {
      if (this.#newest === own) this.#newest = undefined
    }
  }

  async #post(question: Question, signal: AbortSignal): Promise<Answer> {
    try {
      return await this.#send(question, signal)
    } catch (error) {
      const isRefused = error instanceof EdgeProblemError && error.code === 'invalid-request'
      if (!question.isPartial || !isRefused) throw error
      const answer = await this.#send({ ...question, isPartial: undefined }, signal)
      this.#hasPartial = false
      return answer
    }
  }

  #send(question: Question, signal: AbortSignal): Promise<Answer> {
    const { headers, retries = DEFAULTS.retries, fetch = globalFetch } = this.#options
    return post(question, signal, {
      url: this.#url,
      headers: typeof headers === 'function' ? headers() : headers,
      timeout: this.#timeout,
      retries,
      fetch,
      clock: this.#clock,
      random: this.#random,
    })
  }

  /** Aborts the request that is under way, and makes the next one the newest. */
  #supersede(): AbortController {
    this.#newest?.abort(new SupersededError())
    this.#newest = new AbortController()
    return this.#newest
  }

  #createStream(): Stream | undefined {
    const { stream = DEFAULTS.stream, headers, fetch, connect } = this.#options
    const isAuto = stream === 'auto'
    if (!stream || (isAuto && (headers || (fetch && !connect)))) return undefined
    const address = isAuto ? absolute(this.#url) : absolute(stream)
    const open = connect ?? defaultConnect()
    if (!open || !URL.canParse(address)) return undefined
    const url = new URL(isAuto ? 'stream' : address, address)
    url.protocol = url.protocol.replace('http', 'ws')
    const [clock, random, timeout] = [this.#clock, this.#random, this.#timeout]
    return new Stream({ url: url.href, connect: open, clock, random, timeout })
  }
}

// A browser's fetch wants to be called as a method of the global object.
const globalFetch: typeof globalThis.fetch = (...call) => globalThis.fetch(...call)

function defaultConnect(): ((url: string) => WebSocketLike) | undefined {
  return globalThis.WebSocket && ((url) => new WebSocket(url))
}
