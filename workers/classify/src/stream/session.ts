import {
  LIMITS,
  problem,
  STREAM_CLOSE,
  type StreamError,
  type StreamPen,
  type StreamServerMessage,
} from '@edgeink/protocol'
import { type CheckedStreamMessage, parseStreamMessage } from '@edgeink/protocol/schema'
import type { Answered } from '../app-env.ts'
import { checkAllowed, classifyInputs } from '../classification.ts'
import type { Log } from '../http/answers.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { ModelStore, ServedModel } from '../model-store.ts'
import { GrowingInk, type InkChange } from './growing-ink.ts'

/** The other end of the conversation, whatever carries it. */
export interface StreamPeer {
  send(message: StreamServerMessage): void
  close(code: number, reason: string): void
}

export interface StreamSessionOptions {
  readonly models: ModelStore
  readonly peer: StreamPeer
  readonly log: Log
  /** Milliseconds of silence after which the session ends. */
  readonly idleTimeout: number
  /** Who asks, where it is known. */
  readonly caller?: string
  readonly onAnswer?: (answered: Answered) => void
}

type Opening = Extract<CheckedStreamMessage, { type: 'open' }>

/**
 * One conversation of `GET /stream`, without a socket: texts come in through {@link receive}, messages leave through
 * the peer. At most one classification is under way; changes that arrive meanwhile are read together afterwards, as
 * the newest state. No more than {@link LIMITS.stream.window} predictions wait for the client's acknowledgement, so
 * neither the ink, nor the work, nor what is on its way grows without bound.
 */
export class StreamSession {
  readonly #options: StreamSessionOptions
  readonly #ink = new GrowingInk()
  #opening: Opening | undefined
  #model: ServedModel | undefined
  #newest = -1
  #answered = -1
  #isPartial = false
  #unacknowledged: number[] = []
  #refused = 0
  #isReading = false
  #isClosed = false
  #idle: ReturnType<typeof setTimeout> | undefined

  constructor(options: StreamSessionOptions) {
    this.#options = options
    this.#listen()
  }

  /** Takes one message of the client. Never throws. */
  receive(data: unknown): void {
    if (this.#isClosed) return
    this.#listen()
    const { messageBytes } = LIMITS.stream
    // UTF-8 is never shorter than this, and a message of numbers no longer.
    if (typeof data === 'string' && data.length > messageBytes) {
      this.#end(STREAM_CLOSE.tooLarge, `a message has at most ${messageBytes} bytes`)
      return
    }
    const message = parseJson(data)
    if (message === undefined) this.#end(STREAM_CLOSE.badMessages, 'expected JSON text')
    else this.#take(message)
  }

  /** The socket is gone, or about to go: nothing is sent any more, and everything held is let go. */
  dispose(): void {
    this.#isClosed = true
    clearTimeout(this.#idle)
  }

  #take(raw: unknown): void {
    try {
      const message = check(raw)
      if (message.type === 'open') this.#open(message)
      else if (message.type === 'ack') this.#acknowledge(message.sequence)
      else this.#change(message)
    } catch (error) {
      this.#refuse(error, sequenceOf(raw))
    }
  }

  #open(opening: Opening): void {
    if (this.#opening) throw outOfTurn('open comes once, as the first message')
    this.#opening = opening
    void this.#load(opening).catch((error: unknown) => {
      this.#opening = undefined
      this.#refuse(error)
    })
  }

  async #load(opening: Opening): Promise<void> {
    const { models, caller, idleTimeout } = this.#options
    const model = await models.get(opening.model, caller)
    checkAllowed(opening.allowed, model)
    this.#model = model
    const { id, version, labels } = model
    const { window } = LIMITS.stream
    this.#send({ type: 'opened', model: { id, version }, labels, window, idleTimeout, pen: true })
    this.#read()
  }

  #change(change: InkChange | StreamPen): void {
    if (!this.#opening) throw outOfTurn('expected open as the first message')
    if (change.sequence <= this.#newest) {
      const message = `expected a number above ${this.#newest}, got ${change.sequence}`
      throw new ProblemError('invalid-request', message, {
        errors: [{ path: '/sequence', message }],
      })
    }
    if (change.type === 'pen') this.#isPartial = change.isDown
    else this.#ink.apply(change)
    this.#newest = change.sequence
    this.#read()
  }

  #acknowledge(sequence: number): void {
    this.#unacknowledged = this.#unacknowledged.filter((sent) => sent > sequence)
    this.#read()
  }

  /** Reads the newest state, unless it has been, is being, or may not be read yet. */
  #read(): void {
    const isFull = this.#unacknowledged.length >= LIMITS.stream.window
    if (!this.#model || this.#isReading || isFull || this.#newest === this.#answered) return
    this.#isReading = true
    const model = this.#model
    void this.#predict(model)
      .catch((error: unknown) => this.#refuse(error, this.#answered))
      .finally(() => {
        this.#isReading = false
        if (!this.#isClosed) this.#read()
      })
  }

  async #predict(model: ServedModel): Promise<void> {
    // Messages that have arrived already belong to the newest state too.
    await nextTask()
    if (this.#isClosed) return
    const sequence = this.#newest
    this.#answered = sequence
    const { candidates, rejected } = await this.#classify(model)
    this.#send({ type: 'prediction', sequence, candidates, rejected })
    this.#unacknowledged.push(sequence)
  }

  async #classify(model: ServedModel) {
    if (this.#ink.isEmpty) return { candidates: [], rejected: true }
    const inputs = [{ ink: this.#ink.snapshot() }]
    const isPartial = this.#isPartial
    const options = { ...this.#opening!, model, isPartial, route: 'stream' } as const
    const answered = await classifyInputs(inputs, options)
    this.#options.onAnswer?.(answered)
    return answered.results[0]
  }

  /** Tells the client what was wrong, and gives up on one that does not listen, or on what nobody foresaw. */
  #refuse(error: unknown, sequence?: number): void {
    if (this.#isClosed) return
    if (!(error instanceof ProblemError)) {
      this.#fail(error)
      return
    }
    const document = error.toProblem()
    if (document.status >= 500) this.#options.log(error.message, error.cause)
    const message: StreamError = { type: 'error', problem: document }
    this.#send(sequence === undefined ? message : { ...message, sequence })
    if (++this.#refused < LIMITS.stream.errors) return
    this.#end(STREAM_CLOSE.badMessages, `${this.#refused} messages were refused`)
  }

  #fail(error: unknown): void {
    this.#options.log('unexpected error', error)
    const failure = problem('internal-error', 'The failure was logged. Connect again.')
    this.#send({ type: 'error', problem: failure })
    this.#end(STREAM_CLOSE.internalError, failure.title)
  }

  #send(message: StreamServerMessage): void {
    if (this.#isClosed) return
    try {
      this.#options.peer.send(message)
    } catch {
      // The client hung up, which its socket has not told yet.
      this.dispose()
    }
  }

  #end(code: number, reason: string): void {
    if (this.#isClosed) return
    this.dispose()
    this.#options.peer.close(code, reason)
  }

  #listen(): void {
    const { idleTimeout } = this.#options
    clearTimeout(this.#idle)
    this.#idle = setTimeout(
      () => this.#end(STREAM_CLOSE.idle, `nothing came for ${idleTimeout} ms`),
      idleTimeout,
    )
  }
}

/** Undefined for what is no JSON text. */
function parseJson(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}

function check(message: unknown): CheckedStreamMessage {
  const parsed = parseStreamMessage(message)
  if (parsed.ok) return parsed.value
  throw new ProblemError('invalid-request', 'see errors for what was expected', parsed)
}

/** The sequence of a refused message, where it can be told. */
function sequenceOf(message: unknown): number | undefined {
  const { sequence } = (message ?? {}) as { sequence?: unknown }
  const isSequence = Number.isSafeInteger(sequence) && (sequence as number) >= 0
  return isSequence ? (sequence as number) : undefined
}

function outOfTurn(message: string): ProblemError {
  return new ProblemError('invalid-request', message, { errors: [{ path: '/type', message }] })
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
