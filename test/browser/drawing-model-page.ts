/** Runs in the page: a pad that is recognised on the device, laid out as a test wants it. */
import { createInkCapture, createInkSession, type InkCapture, type InkSession } from 'edgeink'
import { type LocalRecognizer, localRecognizer } from 'edgeink/local'

/** How a pad lies on the page. */
export interface Layout {
  /** Side of the pad in CSS pixels of the viewport. */
  readonly side: number
  /** CSS `zoom` of the page. */
  readonly zoom: number
  /** How far the page is scrolled, in CSS pixels. */
  readonly scroll: number
}

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Strokes = readonly (readonly (readonly [x: number, y: number])[])[]

/** The page as its test sees it: `window.lab`. */
export class Lab {
  #recognizer: LocalRecognizer | undefined
  #capture: InkCapture | undefined
  #session: InkSession | undefined
  #answer = Promise.withResolvers<string>()
  #expected = 0

  /** Loads the model; resolves to the kernel that runs it. */
  async load(model: string, worker = false): Promise<string> {
    this.#recognizer = localRecognizer({ model, worker })
    await this.#recognizer.ready
    return this.#recognizer.kernel ?? 'none'
  }

  /** Makes a new pad and tells where in the viewport it lies. `answer` waits for that many strokes. */
  layOut({ side, zoom, scroll }: Layout, strokes: number): Rect {
    this.clearAway()
    const canvas = document.createElement('canvas')
    const size = `${side / zoom}px`
    canvas.style.cssText = `display: block; width: ${size}; height: ${size}; margin: 0 auto`
    document.body.style.cssText = `margin: 0; zoom: ${zoom}; padding: ${scroll / zoom}px 0 3000px`
    document.body.replaceChildren(canvas)
    scrollTo(0, scroll)
    this.#capture = createInkCapture(canvas)
    this.#session = createInkSession({ capture: this.#capture, recognizer: this.#loaded })
    this.#expected = strokes
    this.#answer = Promise.withResolvers()
    this.#session.addEventListener('prediction', ({ detail }) => {
      const { recognition, isDrawing, ink } = detail
      if (isDrawing || ink.length !== this.#expected) return
      this.#answer.resolve(recognition.candidates[0].label)
    })
    this.#session.addEventListener('error', ({ detail }) => this.#answer.reject(detail.error))
    const { x, y, width, height } = canvas.getBoundingClientRect()
    return { x, y, width, height }
  }

  /** The label of all strokes on the pad, once it is there. */
  answer(): Promise<string> {
    return this.#answer.promise
  }

  /** The label that the model gives for the ink itself. */
  async direct(strokes: Strokes): Promise<string> {
    const ink = strokes.map((stroke) => ({ points: stroke.map(([x, y]) => ({ x, y })) }))
    return (await this.#loaded.recognize(ink)).candidates[0].label
  }

  clearAway(): void {
    this.#session?.dispose()
    this.#capture?.dispose()
    document.body.replaceChildren()
    this.#session = undefined
    this.#capture = undefined
  }

  dispose(): void {
    this.clearAway()
    this.#recognizer?.dispose()
    this.#recognizer = undefined
  }

  get #loaded(): LocalRecognizer {
    if (!this.#recognizer) throw new Error('lab: load a model first')
    return this.#recognizer
  }
}

declare global {
  var lab: Lab
}

globalThis.lab = new Lab()
