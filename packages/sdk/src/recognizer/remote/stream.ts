import type { ClassifyOptions } from '@edgeink/protocol'
import { EdgeTimeoutError, EdgeUnreachableError } from '../../errors/edge.ts'
import { backoff } from '../backoff.ts'
import type { Clock } from '../clock.ts'
import type { Answer, Question } from './question.ts'
import { StreamConnection, type StreamEnd, type WebSocketLike } from './stream-connection.ts'
import { type TimeLimit, withTimeLimit } from './time-limit.ts'

export interface StreamOptions extends TimeLimit {
  readonly connect: (url: string) => WebSocketLike
  readonly clock: Clock
  readonly random: () => number
}

const BACKOFF = { base: 1_000, cap: 60_000 } as const

/** Milliseconds until a server that refused a stream is asked for one again: it probably has none. */
const REFUSAL = 300_000

/**
 * The way to the edge through a WebSocket, while there is one. It never makes a question wait for a connection: whoever
 * asks goes another way until it is open.
 */
export class Stream {
  readonly #options: StreamOptions
  #connection: StreamConnection | undefined
  /** The options of the conversation, as text to compare. */
  #topic = ''
  /** The server has opened a conversation before. */
  #isOffered = false
  #failures = 0
  #notBefore = 0

  constructor(options: StreamOptions) {
    this.#options = options
  }

  /** The answer to a question, or undefined where it must be asked another way: the stream is not open, or broke. */
  async ask(question: Question, signal: AbortSignal): Promise<Answer | undefined> {
    const { ink, isPartial, ...options } = question
    const connection = this.#ready(options)
    if (!connection?.isOpen) return undefined
    try {
      const work = (stop: AbortSignal) => connection.ask(ink, isPartial, stop)
      const answer = await withTimeLimit(this.#options, signal, work)
      this.#failures = 0
      return answer
    } catch (error) {
      if (error instanceof EdgeTimeoutError) connection.close()
      if (error instanceof EdgeUnreachableError) return undefined
      throw error
    }
  }

  /** Ends the conversation; the next question begins another. */
  close(): void {
    this.#connection?.close()
  }

  /** The conversation with these options; begins one where there is none. */
  #ready(options: ClassifyOptions): StreamConnection | undefined {
    const topic = JSON.stringify(options)
    if (this.#connection && topic !== this.#topic) this.close()
    this.#topic = topic
    const { clock } = this.#options
    const mayConnect = clock.now() >= this.#notBefore && globalThis.navigator?.onLine !== false
    if (!this.#connection && mayConnect) this.#connect(options)
    return this.#connection
  }

  #connect(options: ClassifyOptions): void {
    const { url, connect } = this.#options
    const onEnd = (end: StreamEnd) => {
      if (this.#connection === connection) this.#connection = undefined
      this.#isOffered ||= end.wasOpen
      if (!end.isExpected) this.#pause()
    }
    let connection: StreamConnection | undefined
    try {
      connection = new StreamConnection({ url, options, connect, onEnd })
      this.#connection = connection
    } catch {
      // Such as a Content-Security-Policy that forbids the address.
      this.#pause()
    }
  }

  #pause(): void {
    const { clock, random } = this.#options
    const wait = this.#isOffered ? backoff(++this.#failures, { ...BACKOFF, random }) : REFUSAL
    this.#notBefore = clock.now() + wait
  }
}
