import type { Ink } from '@edgeink/ink'
import {
  type ClassifyOptions,
  fromInk,
  isStreamServerMessage,
  STREAM_CLOSE,
  type StreamClientMessage,
  type StreamOpened,
  type StreamPrediction,
  type StreamServerMessage,
} from '@edgeink/protocol'
import { EdgeProblemError, EdgeUnreachableError } from '../../errors/edge.ts'
import { type InkChange, inkChanges } from './ink-changes.ts'
import type { Answer } from './question.ts'

/** What a stream needs of a `WebSocket`. */
export type WebSocketLike = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>

export interface StreamConnectionOptions {
  readonly url: string
  /** Said once, when the conversation begins; other options need another connection. */
  readonly options: ClassifyOptions
  readonly connect: (url: string) => WebSocketLike
  /** Called once, when nothing more can be asked. */
  readonly onEnd: (end: StreamEnd) => void
}

export interface StreamEnd {
  /** The server did begin the conversation. */
  readonly wasOpen: boolean
  /** It was closed here, or for want of ink: another may begin at once. */
  readonly isExpected: boolean
}

interface Waiting {
  readonly sequence: number
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * One conversation over `GET /stream`: the edge keeps the ink, is sent what changes in it, and answers to the newest
 * state. An answer to an older state is acknowledged and dropped.
 */
export class StreamConnection {
  readonly #settings: StreamConnectionOptions
  readonly #socket: WebSocketLike
  #opened: StreamOpened | undefined
  /** The ink as the edge knows it. */
  #ink: Ink = []
  /** What the edge was told of the pen, where it wants to know. */
  #isPartial = false
  #sequence = 0
  #latest: StreamPrediction | undefined
  #waiting: Waiting | undefined
  #hasEnded = false

  /** @throws whatever `connect` throws, such as a `SecurityError` */
  constructor(settings: StreamConnectionOptions) {
    this.#settings = settings
    this.#socket = settings.connect(settings.url)
    this.#socket.addEventListener('open', () => this.#send({ type: 'open', ...settings.options }))
    this.#socket.addEventListener('message', ({ data }) => this.#hear(data))
    this.#socket.addEventListener('close', ({ code }) => this.#end(code))
  }

  /** Whether a question would be answered by it. */
  get isOpen(): boolean {
    return this.#opened !== undefined && !this.#hasEnded
  }

  /**
   * The answer to an ink. Only while {@link StreamConnection.isOpen}, one question after the other: the next takes the
   * place of this one.
   *
   * @throws {EdgeProblemError} when the edge refuses
   * @throws {EdgeUnreachableError} when the conversation ends before the answer
   */
  async ask(ink: Ink, isPartial = false, signal: AbortSignal): Promise<Answer> {
    if (this.#opened?.pen && isPartial !== this.#isPartial) {
      this.#isPartial = isPartial
      this.#send({ type: 'pen', sequence: ++this.#sequence, isDown: isPartial })
    }
    for (const change of inkChanges(this.#ink, ink)) this.#send(this.#message(change))
    this.#ink = ink
    if (this.#latest?.sequence === this.#sequence) return this.#answer(this.#latest)
    return await new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      this.#waiting = { sequence: this.#sequence, resolve, reject }
    })
  }

  /** Ends the conversation; a question that waits is rejected. */
  close(): void {
    this.#end(STREAM_CLOSE.normal)
  }

  #message(change: InkChange): StreamClientMessage {
    const sequence = ++this.#sequence
    if (change.type !== 'points') return { ...change, sequence }
    const [points] = fromInk([change])
    return { ...change, points, sequence }
  }

  #send(message: StreamClientMessage): void {
    this.#socket.send(JSON.stringify(message))
  }

  #hear(data: unknown): void {
    const message = parseMessage(data)
    if (!message) this.#end(STREAM_CLOSE.badMessages)
    else if (message.type === 'opened') this.#opened = message
    else if (message.type === 'error') this.#refuse(message.problem)
    else this.#take(message)
  }

  #take(prediction: StreamPrediction): void {
    this.#send({ type: 'ack', sequence: prediction.sequence })
    this.#latest = prediction
    if (this.#waiting?.sequence !== prediction.sequence) return
    this.#waiting.resolve(this.#answer(prediction))
    this.#waiting = undefined
  }

  /** What the edge knows of the ink is uncertain now: the next question begins a new conversation. */
  #refuse(problem: ConstructorParameters<typeof EdgeProblemError>[0]): void {
    this.#waiting?.reject(new EdgeProblemError(problem))
    this.#end(STREAM_CLOSE.badMessages)
  }

  #answer({ candidates, rejected }: StreamPrediction): Answer {
    return { model: this.#opened!.model, candidates, rejected }
  }

  #end(code: number): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#socket.close()
    this.#waiting?.reject(new EdgeUnreachableError(this.#settings.url))
    const isExpected = code === STREAM_CLOSE.normal || code === STREAM_CLOSE.idle
    this.#settings.onEnd({ wasOpen: this.#opened !== undefined, isExpected })
  }
}

function parseMessage(data: unknown): StreamServerMessage | undefined {
  try {
    const message: unknown = JSON.parse(String(data))
    return isStreamServerMessage(message) ? message : undefined
  } catch {
    return undefined
  }
}
