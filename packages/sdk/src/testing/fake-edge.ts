/** The edge without a network: `POST /classify` as a `fetch`, and `GET /stream` as a WebSocket. */
import {
  type ClassifyRequest,
  type ClassifyResponse,
  type ClassifyResult,
  type InkStrokes,
  problem,
  type StreamClientMessage,
  type StreamServerMessage,
  toInk,
} from '@edgeink/protocol'
import type { WebSocketLike } from '../recognizer/remote/stream-connection.ts'

const MODEL = { id: 'digits', version: '1.0.0' }
const LABELS = [...'0123456789']

/** Answers in the protocol, with probabilities that depend on the ink. Heeds the signal, as fetch does. */
export async function fakeEdge(_: unknown, init?: RequestInit): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve))
  init?.signal?.throwIfAborted()
  const request = JSON.parse(String(init?.body)) as ClassifyRequest
  if (request.strokes) return Response.json(answer(request))
  return Response.json(problem('invalid-request', 'no strokes'), { status: 422 })
}

function answer({ strokes = [], ...options }: ClassifyRequest): ClassifyResponse {
  return { model: MODEL, results: [judge(toInk(strokes), options)] }
}

function judge(ink: InkStrokes, { topK = 3, allowed, isPartial }: ClassifyRequest): ClassifyResult {
  const weight = ink.reduce((sum, { points }) => sum + points.length, 0)
  const labels = LABELS.filter((label) => !allowed || allowed.includes(label))
  const scores = labels.map((label) =>
    Math.exp(((Number(label) * weight) % 7) / (isPartial ? 4 : 1)),
  )
  const total = scores.reduce((sum, score) => sum + score, 0)
  const candidates = labels
    .map((label, i) => ({ label, probability: scores[i] / total }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, topK)
  return { candidates, rejected: false }
}

/** One conversation: the server's side of it, in this thread. Messages arrive a turn later, as a network's do. */
export class FakeStream extends EventTarget implements WebSocketLike {
  /** What the client said. */
  readonly heard: StreamClientMessage[] = []
  isClosed = false
  /** False: it takes what it is told and says nothing. */
  isAnswering = true
  /** False: it is a server that does not know of the pen. */
  knowsPen = true
  #options: ClassifyRequest = {}
  #ink: InkStrokes = []

  /** @param opens whether the server offers a stream */
  constructor(opens = true) {
    super()
    setTimeout(() => (opens ? this.dispatchEvent(new Event('open')) : this.close(1006)))
  }

  /** The ink as the server knows it. */
  get ink(): InkStrokes {
    return this.#ink
  }

  send(text: string): void {
    const message = JSON.parse(text) as StreamClientMessage
    this.heard.push(message)
    setTimeout(() => this.isAnswering && this.#take(message))
  }

  close(code = 1000): void {
    if (this.isClosed) return
    this.isClosed = true
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }

  /** Says anything at all. */
  say(data: string): void {
    if (!this.isClosed) this.dispatchEvent(new MessageEvent('message', { data }))
  }

  #take(message: StreamClientMessage): void {
    if (message.type === 'ack') return
    if (message.type === 'open') {
      this.#options = message
      const pen = this.knowsPen ? { pen: true } : {}
      this.#tell({
        type: 'opened',
        model: MODEL,
        labels: LABELS,
        window: 32,
        idleTimeout: 60_000,
        ...pen,
      })
      return
    }
    if (message.type === 'pen') this.#options = { ...this.#options, isPartial: message.isDown }
    if (message.type === 'clear') this.#ink = []
    if (message.type === 'undo') this.#ink = this.#ink.slice(0, -1)
    if (message.type === 'points') {
      const [added] = toInk([message.points])
      const points = [...(this.#ink[message.stroke]?.points ?? []), ...added.points]
      this.#ink = this.#ink.toSpliced(message.stroke, 1, { points })
    }
    const result = judge(this.#ink, this.#options)
    this.#tell({ type: 'prediction', sequence: message.sequence, ...result })
  }

  #tell(message: StreamServerMessage): void {
    this.say(JSON.stringify(message))
  }
}
