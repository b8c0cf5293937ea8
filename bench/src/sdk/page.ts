/** The measured page: a pad that is recognised on the device, and a clock beside it. */
import { createInkCapture, createInkSession } from 'edgeink'
import { localRecognizer } from 'edgeink/local'
import { FrameClock } from './frame-clock.ts'

const MODEL = '/model/manifest.json'

type Strokes = readonly (readonly (readonly [x: number, y: number])[])[]

/** `window.sdkLab`, for the measurement outside. */
export class SdkLab {
  /** Milliseconds from the start of the navigation until a pen may come: the model is loaded and the pad listens. */
  readonly readyAt: Promise<number>
  readonly #clock = new FrameClock()
  readonly #canvas = makeCanvas()
  readonly #capture = createInkCapture(this.#canvas)
  readonly #recognizer = localRecognizer({ model: MODEL })
  readonly #session = createInkSession({ capture: this.#capture, recognizer: this.#recognizer })
  readonly #latencies: number[] = []
  /** When the pen touched the pad, by the clock of its event, until the first prediction. */
  #touched: number | undefined
  #isTouch = false
  #answered: () => void = () => {}

  constructor() {
    this.#capture.addEventListener('strokestart', () => {
      this.#isTouch = true
    })
    this.#capture.addEventListener('ink', ({ detail }) => {
      if (this.#isTouch) this.#touched = detail.points[0].t
      this.#isTouch = false
    })
    this.#session.addEventListener('prediction', ({ detail }) => this.#predicted(detail.isDrawing))
    const loaded = Promise.all([this.#recognizer.ready, this.#capture.ready])
    this.readyAt = loaded.then(() => performance.now())
  }

  get kernel(): string {
    return this.#recognizer.kernel ?? 'none'
  }

  /** What was measured since the last call, and the points that are on the pad with the time they took. */
  take() {
    const points = this.#capture.ink.flatMap((stroke) => stroke.points)
    const milliseconds = (points.at(-1)?.t ?? 0) - (points[0]?.t ?? 0)
    const latencies = this.#latencies.splice(0)
    return { latencies, frames: this.#clock.take(), points: points.length, milliseconds }
  }

  clear(): void {
    this.#capture.clear()
  }

  /** Draws inks with events that the page makes itself, each to its last prediction, and clears the pad after each. */
  async drawAndClear(inks: readonly Strokes[]): Promise<void> {
    for (const ink of inks) {
      for (const stroke of ink) await this.#drawStroke(stroke)
      this.#capture.clear()
    }
    this.take()
  }

  dispose(): void {
    this.#session.dispose()
    this.#recognizer.dispose()
    this.#capture.dispose()
    this.#canvas.remove()
  }

  async #drawStroke(points: Strokes[number]): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.#answered = resolve
    })
    for (const [i, point] of points.entries()) {
      this.#fire(i === 0 ? 'pointerdown' : 'pointermove', point)
    }
    this.#fire('pointerup', points[points.length - 1])
    await answered
  }

  #fire(type: string, [clientX, clientY]: readonly [number, number]): void {
    // No touch: the pad takes one right after a pen for the palm.
    const pointer = { pointerId: 7, pointerType: 'mouse', isPrimary: true, buttons: 1 }
    const init = { ...pointer, clientX, clientY, bubbles: true, composed: true }
    this.#canvas.dispatchEvent(new PointerEvent(type, init))
  }

  #predicted(isDrawing: boolean): void {
    this.#clock.answered()
    if (this.#touched !== undefined) this.#latencies.push(performance.now() - this.#touched)
    this.#touched = undefined
    if (!isDrawing) this.#answered()
  }
}

function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.style.cssText = 'display: block; width: 400px; height: 400px'
  document.body.append(canvas)
  return canvas
}

declare global {
  var sdkLab: SdkLab | undefined
}

globalThis.sdkLab = new SdkLab()
