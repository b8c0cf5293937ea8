import type { Ink } from '@edgeink/ink'
import type { TextReading } from '../text/index.ts'
import { type Hints, toHints } from './dictionaries.ts'
import { HandwritingDrawing } from './drawing.ts'
import { finished, predictionFailure } from './exceptions.ts'
import { guard, KEY } from './guard.ts'
import type { Lease } from './lease.ts'
import type { HandwritingHints, HandwritingRecognizerLike } from './types.ts'

/** Reads drawings until it is finished. Made by `createHandwritingRecognizer`. */
export class HandwritingRecognizer implements HandwritingRecognizerLike<HandwritingDrawing> {
  readonly #lease: Lease
  readonly #life = new AbortController()

  /** @throws {TypeError} when a page calls it */
  constructor(key: symbol, lease: Lease) {
    guard(key)
    this.#lease = lease
  }

  get [Symbol.toStringTag](): string {
    return 'HandwritingRecognizer'
  }

  /** @throws {DOMException} `InvalidStateError` once the recognizer is finished */
  startDrawing(hints: HandwritingHints = {}): HandwritingDrawing {
    const { signal } = this.#life
    const converted = toHints(hints)
    signal.throwIfAborted()
    return new HandwritingDrawing(KEY, (ink, own) => this.#read(ink, own), converted)
  }

  /** Frees what the recognizer holds. Idempotent. */
  finish(): void {
    if (this.#life.signal.aborted) return
    this.#life.abort(finished())
    this.#lease.release()
  }

  async #read(ink: Ink, { alternatives, recognitionType }: Hints): Promise<readonly TextReading[]> {
    const { signal } = this.#life
    signal.throwIfAborted()
    if (alternatives === 0 || ink.every(({ points }) => points.length === 0)) return []
    const mode = recognitionType === 'per-character' ? 'per-character' : 'text'
    try {
      return await this.#lease.read(ink, { mode, alternatives, signal })
    } catch (cause) {
      signal.throwIfAborted()
      throw predictionFailure(cause)
    }
  }
}
