import type { Ink } from '@edgeink/ink'
import { FrameScheduler, type Frames } from '../frame-scheduler.ts'
import type { Recognition, Recognizer } from '../recognizer/recognizer.ts'
import { TypedEventTarget } from '../typed-event-target.ts'
import { Recovery } from './recovery.ts'

/** What a session needs of a pad: `InkCapture` is one. */
export interface InkSource {
  readonly ink: Ink
  readonly isDrawing: boolean
  addEventListener(
    type: 'strokestart' | 'ink' | 'change',
    listener: () => void,
    options?: AddEventListenerOptions,
  ): void
}

export interface InkSessionOptions {
  readonly capture: InkSource
  readonly recognizer: Recognizer
  /** How many candidates are listed. Default: the recognizer's. */
  readonly topK?: number
  /** The only labels that may be answered. Default: all of the model's. */
  readonly allowed?: readonly string[]
  /** Where frames come from. Default: `requestAnimationFrame`. */
  readonly frames?: Frames
}

export interface InkSessionEvents {
  /** An answer to the ink as it was in one frame; never older than an answer before it. */
  prediction: { readonly recognition: Recognition; readonly ink: Ink; readonly isDrawing: boolean }
  /** The pad became empty: earlier predictions no longer hold. */
  empty: undefined
  /**
   * A recognition failed. The ink is kept and asked about again: after a pause, when the network comes back, with the
   * next change of the ink, or by `refresh()`. That the same fails again meanwhile is not told.
   */
  error: { readonly error: unknown }
}

/**
 * Recognises what is on a pad while it is being written: once for each frame in which ink arrived, never twice, and
 * only what changed. The touch of the pen is recognised at once, in place of the frame that follows it.
 */
export function createInkSession(options: InkSessionOptions): InkSession {
  return new InkSession(options)
}

/** See {@link createInkSession}. */
export class InkSession extends TypedEventTarget<InkSessionEvents> {
  readonly #capture: InkSource
  readonly #options: InkSessionOptions
  readonly #scheduler: FrameScheduler
  readonly #life = new AbortController()
  #recognizer: Recognizer
  readonly #recovery: Recovery
  /** The recognition under way. */
  #pending: AbortController | undefined
  /** The next points are the first of a stroke. */
  #isTouch = false
  /** The ink changed since the recognition under way was begun. */
  #isStale = false
  /** What was told last to have failed; undefined once the ink changed or was recognised. */
  #trouble: unknown

  constructor(options: InkSessionOptions) {
    super()
    this.#options = options
    this.#capture = options.capture
    this.#recognizer = options.recognizer
    this.#scheduler = new FrameScheduler(() => this.#frame(), options.frames)
    this.#recovery = new Recovery(() => this.#again(), this.#life.signal)
    const listen = { signal: this.#life.signal }
    const touch = () => {
      this.#isTouch = true
    }
    this.#capture.addEventListener('strokestart', touch, listen)
    this.#capture.addEventListener('ink', () => this.#follow(), listen)
    this.#capture.addEventListener('change', () => this.refresh(), listen)
  }

  get recognizer(): Recognizer {
    return this.#recognizer
  }

  /** From now on this one answers; the ink on the pad is recognised anew. The old one is not disposed. */
  set recognizer(recognizer: Recognizer) {
    this.#recognizer = recognizer
    this.refresh()
  }

  /** Recognises the ink on the pad in the next frame, in place of what is under way. */
  refresh(): void {
    this.#trouble = undefined
    this.#again()
  }

  #again(): void {
    this.#abandon()
    if (!this.#life.signal.aborted) this.#scheduler.schedule()
  }

  /** Stops listening and recognising. Disposes neither the pad nor the recognizer. Idempotent. */
  dispose(): void {
    this.#life.abort()
    this.#scheduler.cancel()
    this.#abandon()
  }

  #follow(): void {
    if (this.#isTouch) this.#scheduler.runAhead()
    else this.#scheduler.schedule()
    this.#isTouch = false
  }

  #abandon(): void {
    this.#pending?.abort()
    this.#pending = undefined
    this.#isStale = false
  }

  /**
   * While a stroke is being drawn, a recognizer slower than a frame is not interrupted: its answer to the ink of a
   * moment ago is worth more than none until the pen rests. A finished change (`refresh`) does not wait for it.
   */
  #frame(): void {
    const { ink, isDrawing } = this.#capture
    if (ink.length === 0) {
      this.#abandon()
      this.#recovery.reset()
      this.emit('empty', undefined)
    } else if (isDrawing && this.#recovery.isHolding) {
      // The repetition asks about the ink as it is by then.
    } else if (this.#pending) {
      this.#isStale = true
    } else {
      void this.#recognize(ink, isDrawing)
    }
  }

  async #recognize(ink: Ink, isDrawing: boolean): Promise<void> {
    const own = new AbortController()
    this.#pending = own
    const { topK, allowed } = this.#options
    try {
      const recognition = await this.#recognizer.recognize(ink, {
        topK,
        allowed,
        isPartial: isDrawing,
        signal: own.signal,
      })
      if (this.#pending === own) this.#tell({ recognition, ink, isDrawing })
    } catch (error) {
      if (this.#pending === own) this.#fail(error)
    } finally {
      if (this.#pending === own) this.#settle()
    }
  }

  #tell(prediction: InkSessionEvents['prediction']): void {
    this.#recovery.reset()
    this.#trouble = undefined
    this.emit('prediction', prediction)
  }

  #fail(error: unknown): void {
    this.#recovery.plan(error)
    const trouble = (error as { code?: unknown } | undefined)?.code ?? String(error)
    if (trouble === this.#trouble) return
    this.#trouble = trouble
    this.emit('error', { error })
  }

  #settle(): void {
    this.#pending = undefined
    if (!this.#isStale) return
    this.#isStale = false
    this.#scheduler.schedule()
  }
}
