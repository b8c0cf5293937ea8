// How the suite talks to the API, wherever that runs: whoever runs it brings a function like `fetch`.
import {
  type ClassifyResponse,
  isClassifyResponse,
  isProblem,
  type Problem,
} from '@edgeink/protocol'
import { expect } from 'vitest'

/** Sends a request to a path of the API, and does not follow redirects. */
export type FetchApi = (path: string, init?: RequestInit) => Promise<Response>

/** A connection to `GET /stream`. */
export interface StreamClient {
  send(message: unknown): void
  /** The next message, parsed. */
  next(): Promise<unknown>
  /** The code with which the server closed. */
  readonly closed: Promise<number>
  close(): void
}

export type ConnectStream = () => Promise<StreamClient>

export interface ApiClient {
  readonly fetch: FetchApi
  readonly connect: ConnectStream
  /** Posts JSON to /classify, or a text as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Posts bytes to /classify. */
  postBytes(body: Uint8Array, type: string, query?: string): Promise<Response>
  /** Posts a good request to /classify. */
  classify(body: unknown): Promise<ClassifyResponse>
}

export function createClient(fetch: FetchApi, connect: ConnectStream): ApiClient {
  const post: ApiClient['post'] = (body, headers = {}) =>
    fetch('/classify', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    fetch,
    connect,
    post,
    postBytes: (body, type, query = '') =>
      fetch(`/classify${query}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: body as Uint8Array<ArrayBuffer>,
      }),
    classify: async (body) => answerOf(await post(body)),
  }
}

/** Reads a good answer of /classify. */
export async function answerOf(response: Response): Promise<ClassifyResponse> {
  const answer = await response.json()
  if (!isClassifyResponse(answer)) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  expect(response.status).toBe(200)
  return answer
}

/** Reads an error and checks its form. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json()
  if (!isProblem(body)) throw new Error(`not a problem: ${response.status} ${JSON.stringify(body)}`)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(body.status).toBe(response.status)
  return body
}

/** A connection over any WebSocket that is open, or about to be. */
export function overSocket(socket: WebSocket): StreamClient {
  const arrived: unknown[] = []
  const waiting: ((message: unknown) => void)[] = []
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data))
    const next = waiting.shift()
    if (next) next(message)
    else arrived.push(message)
  })
  return {
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: async () => arrived.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    closed: new Promise((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code))
    }),
    close: () => socket.close(),
  }
}
