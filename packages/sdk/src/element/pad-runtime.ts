import type { Ink, Stroke } from '@edgeink/ink'
import {
  type ChangeReason,
  createInkCapture,
  type InkCapture,
  type InkDocument,
} from '../capture/index.ts'
import type { Recognizer } from '../recognizer/recognizer.ts'
import { createInkSession, type InkSession, type InkSessionEvents } from '../session/index.ts'
import { Retry } from './retry.ts'

/** What the element hears. */
export interface PadListener {
  strokeStart(pointerType: string): void
  stroke(stroke: Stroke, ink: Ink): void
  inkChange(reason: ChangeReason): void
  prediction(detail: InkSessionEvents['prediction']): void
  /** A recognition failed, and is tried again; `isNews` unless the one before failed for the same reason. */
  failure(error: unknown, isNews: boolean): void
  /** The pad cannot be written on. */
  padFailure(error: unknown): void
}

export interface Question {
  readonly recognizer: Recognizer
  readonly topK: number
  readonly allowed: readonly string[] | undefined
}

const DEFAULT_PEN_WIDTH = 6

/** What a pad needs while it is in a document: the capture of ink, the session that recognises it, and its timers. */
export class PadRuntime {
  readonly capture: InkCapture
  readonly #listener: PadListener
  readonly #life = new AbortController()
  readonly #retry: Retry
  #session: InkSession | undefined
  #lastTrouble: string | undefined

  /** @param ink what is on the pad at first */
  constructor(canvas: HTMLCanvasElement, listener: PadListener, ink: InkDocument | undefined) {
    this.#listener = listener
    const { signal } = this.#life
    // Heard before the capture hears it: each stroke is as wide as the style sheet says by then.
    const setWidth = () => this.capture.configure({ width: penWidth(canvas) })
    canvas.addEventListener('pointerdown', setWidth, { signal })
    this.capture = createInkCapture(canvas)
    if (ink) this.capture.load(ink)
    this.#retry = new Retry(() => this.#session?.refresh(), signal)
    this.#listen()
    // The style sheet gives the colour a transition of no length: this is how a change of theme is heard.
    canvas.addEventListener('transitionend', () => this.capture.redraw(), { signal })
  }

  /** From now on these questions are asked, first about the ink that is on the pad. The recognizer is not disposed. */
  ask({ recognizer, topK, allowed }: Question): void {
    this.#session?.dispose()
    this.#forgetTrouble()
    const { capture } = this
    const session = createInkSession({ capture, recognizer, topK, allowed })
    session.addEventListener('prediction', ({ detail }) => {
      this.#forgetTrouble()
      this.#listener.prediction(detail)
    })
    session.addEventListener('error', ({ detail }) => this.#fail(detail.error))
    this.#session = session
    if (!capture.isEmpty) session.refresh()
  }

  /** Leaves nothing behind but the ink, a stroke being drawn included. */
  dispose(): InkDocument {
    this.#session?.dispose()
    this.capture.dispose()
    this.#life.abort()
    return this.capture.toJSON()
  }

  #listen(): void {
    const { capture } = this
    const listen = { signal: this.#life.signal }
    capture.addEventListener(
      'error',
      ({ detail }) => this.#listener.padFailure(detail.error),
      listen,
    )
    capture.addEventListener(
      'strokestart',
      ({ detail }) => this.#listener.strokeStart(detail.pointerType),
      listen,
    )
    capture.addEventListener(
      'stroke',
      ({ detail }) => this.#listener.stroke(detail.stroke, capture.ink),
      listen,
    )
    capture.addEventListener(
      'change',
      ({ detail }) => {
        this.#retry.cancel()
        if (capture.isEmpty) this.#forgetTrouble()
        this.#listener.inkChange(detail.reason)
      },
      listen,
    )
  }

  #fail(error: unknown): void {
    this.#retry.schedule()
    const trouble = String((error as { code?: unknown } | null)?.code ?? error)
    const isNews = trouble !== this.#lastTrouble
    this.#lastTrouble = trouble
    this.#listener.failure(error, isNews)
  }

  #forgetTrouble(): void {
    this.#retry.cancel()
    this.#lastTrouble = undefined
  }
}

function penWidth(canvas: HTMLCanvasElement): number {
  const width = getComputedStyle(canvas).getPropertyValue('--ink-pad-pen-width')
  return Number.parseFloat(width) || DEFAULT_PEN_WIDTH
}
