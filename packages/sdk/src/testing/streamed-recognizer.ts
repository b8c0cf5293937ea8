import type { Ink } from '@edgeink/ink'
import type { Recognition, RecognizeOptions, Recognizer } from '../recognizer/recognizer.ts'
import type { WebSocketLike } from '../recognizer/remote/stream-connection.ts'
import { remoteRecognizer } from '../recognizer/remote.ts'

export interface StreamedOptions {
  readonly url: string
  readonly fetch: typeof globalThis.fetch
  readonly connect: (url: string) => WebSocketLike
}

const DOT = [{ points: [{ x: 1, y: 1 }] }]

/**
 * A remote recognizer whose every answer came through its stream: each question follows one for a dot, which goes by
 * POST and opens the conversation. A second POST fails.
 */
export class StreamedRecognizer implements Recognizer {
  readonly #inner: Recognizer
  #opened: Promise<unknown> | undefined
  #mayPost = true

  constructor({ url, fetch, connect }: StreamedOptions) {
    this.#inner = remoteRecognizer({
      url,
      retries: 0,
      fetch: (...call) =>
        this.#mayPost ? fetch(...call) : Promise.reject(new Error('expected the stream, got POST')),
      connect: (address) => {
        const socket = connect(address)
        this.#opened = new Promise((resolve, reject) => {
          // A task later: the recognizer listens too, and after this.
          socket.addEventListener('message', () => setTimeout(resolve), { once: true })
          socket.addEventListener('close', ({ code }) =>
            reject(new Error(`stream closed: ${code}`)),
          )
        })
        this.#opened.catch(() => {})
        return socket
      },
    })
  }

  async recognize(ink: Ink, { signal, ...options }: RecognizeOptions = {}): Promise<Recognition> {
    signal?.throwIfAborted()
    this.#mayPost = true
    await this.#inner.recognize(DOT, options)
    await this.#opened
    this.#mayPost = false
    return await this.#inner.recognize(ink, { ...options, signal })
  }

  dispose(): void {
    this.#inner.dispose()
  }
}
