import type { Ink, Stroke } from '@edgeink/ink'
import {
  type ChangeReason,
  createInkCapture,
  type InkCapture,
  type InkCaptureEvents,
  type InkDocument,
} from '../capture/index.ts'
import type { Recognizer } from '../recognizer/recognizer.ts'
import { createInkSession, type InkSession, type InkSessionEvents } from '../session/index.ts'

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

/** What a pad needs while it is in a document: the capture of ink, and the session that recognises it. */
export class PadRuntime {
  readonly capture: InkCapture
  readonly #listener: PadListener
  readonly #life = new AbortController()
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
    this.#listen()
    // The style sheet gives the colour a transition of no length: this is how a change of theme is heard.
    canvas.addEventListener('transitionend', () => this.capture.redraw(), { signal })
  }

  /** From now on these questions are asked, first about the ink that is on the pad. The recognizer is not disposed. */
  ask({ recognizer, topK, allowed }: Question): void {
    this.#session?.dispose()
    this.#lastTrouble = undefined
    const { capture } = this
    const session = createInkSession({ capture, recognizer, topK, allowed })
    session.addEventListener('prediction', ({ detail }) => {
      this.#lastTrouble = undefined
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
    const listener = this.#listener
    const listen = { signal: this.#life.signal }
    const hear = <Name extends keyof InkCaptureEvents>(
      type: Name,
      then: (detail: InkCaptureEvents[Name]) => void,
    ) => capture.addEventListener(type, ({ detail }) => then(detail), listen)
    hear('error', ({ error }) => listener.padFailure(error))
    hear('strokestart', ({ pointerType }) => listener.strokeStart(pointerType))
    hear('stroke', ({ stroke }) => listener.stroke(stroke, capture.ink))
    hear('change', ({ reason }) => {
      if (capture.isEmpty) this.#lastTrouble = undefined
      listener.inkChange(reason)
    })
  }

  #fail(error: unknown): void {
    const trouble = String((error as { code?: unknown } | null)?.code ?? error)
    const isNews = trouble !== this.#lastTrouble
    this.#lastTrouble = trouble
    this.#listener.failure(error, isNews)
  }
}

function penWidth(canvas: HTMLCanvasElement): number {
  const width = getComputedStyle(canvas).getPropertyValue('--ink-pad-pen-width')
  return Number.parseFloat(width) || DEFAULT_PEN_WIDTH
}
