import type { Ink, Point, Stroke } from '@edgeink/ink'
import { FrameScheduler } from '../frame-scheduler.ts'
import { TypedEventTarget } from '../typed-event-target.ts'
import { InkHistory, type PadSize } from './ink-history.ts'
import { InkRenderer } from './ink-renderer.ts'
import { measureBox } from './pad-geometry.ts'
import { applyPadStyle } from './pad-style.ts'
import { PointerInput, type StrokeSink } from './pointer-input.ts'
import type { InkStyle } from './stroke-shape.ts'

export interface InkCaptureOptions {
  /** Width of the line in CSS pixels. Default 4. */
  width?: number
  /** How much pressure or speed changes the width, 0..1. Default 0.4. */
  thinning?: number
  /**
   * What becomes of a stroke whose pointer the browser takes away (`pointercancel`): the system found a palm, showed
   * a dialog, or the app went to the background. Default `keep`: ink is never lost.
   */
  pointercancel?: 'keep' | 'drop'
}

/** Why the ink changed as a whole; points that arrive in a stroke are told by the event `ink`. */
export type ChangeReason = 'stroke' | 'undo' | 'redo' | 'clear' | 'cancel'

export interface InkCaptureEvents {
  strokestart: { readonly pointerType: string }
  /** Points arrived: several in one event where the device is faster than the screen. */
  ink: { readonly points: readonly Point[] }
  /** A stroke is finished. */
  stroke: { readonly stroke: Stroke }
  /** Finished strokes were added, taken back or brought back. */
  change: { readonly reason: ChangeReason }
}

const DEFAULTS = {
  width: 4,
  thinning: 0.4,
  pointercancel: 'keep',
} as const satisfies Required<InkCaptureOptions>

/**
 * Makes a canvas a pad to write on with mouse, finger or pen. The canvas takes its size and the colour of the ink from
 * CSS (`width`, `height`, `color`).
 *
 * @example
 * const capture = createInkCapture(document.querySelector('canvas'))
 * capture.addEventListener('stroke', () => console.log(capture.ink))
 */
export function createInkCapture(
  canvas: HTMLCanvasElement,
  options: InkCaptureOptions = {},
): InkCapture {
  return new InkCapture(canvas, options)
}

/** See {@link createInkCapture}. */
export class InkCapture extends TypedEventTarget<InkCaptureEvents> {
  readonly #canvas: HTMLCanvasElement
  readonly #history = new InkHistory()
  readonly #renderer: InkRenderer
  readonly #input: PointerInput
  readonly #scheduler = new FrameScheduler(() => this.#draw())
  readonly #life = new AbortController()
  readonly #pointercancel: 'keep' | 'drop'
  #size: PadSize = { width: 0, height: 0 }

  constructor(canvas: HTMLCanvasElement, options: InkCaptureOptions = {}) {
    super()
    const style: InkStyle = {
      width: options.width ?? DEFAULTS.width,
      thinning: options.thinning ?? DEFAULTS.thinning,
    }
    this.#canvas = canvas
    this.#pointercancel = options.pointercancel ?? DEFAULTS.pointercancel
    this.#renderer = new InkRenderer(canvas, style)
    applyPadStyle(canvas, this.#life.signal)
    this.#input = new PointerInput(canvas, this.#sink(), this.#life.signal)
    this.#fit()
    this.#watch()
  }

  /** A snapshot of the strokes, the one being drawn included, in CSS pixels of the pad and milliseconds. */
  get ink(): Ink {
    return this.#history.ink
  }

  get isEmpty(): boolean {
    return this.#history.isEmpty
  }

  get isDrawing(): boolean {
    return this.#history.isDrawing
  }

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  /** Takes the last change back; false when there is none, or a stroke is being drawn. */
  undo(): boolean {
    return this.#changed(this.#history.undo(), 'undo')
  }

  redo(): boolean {
    return this.#changed(this.#history.redo(), 'redo')
  }

  /** Empties the pad, a stroke being drawn included; undo brings the finished strokes back. */
  clear(): boolean {
    this.#input.abandon()
    return this.#changed(this.#history.clear(), 'clear')
  }

  /** Draws the ink anew in the next frame: for a theme that changed without a media query. */
  redraw(): void {
    if (this.#life.signal.aborted) return
    this.#scheduler.schedule()
  }

  /** Removes every listener and observer, and gives the canvas its style back. The ink stays readable. Idempotent. */
  dispose(): void {
    this.#life.abort()
    this.#history.end()
    this.#scheduler.cancel()
  }

  #changed(happened: boolean, reason: ChangeReason): boolean {
    if (happened) {
      this.redraw()
      this.emit('change', { reason })
    }
    return happened
  }

  #sink(): StrokeSink {
    return {
      strokeStart: (pointerType) => {
        this.#history.begin(this.#size)
        this.emit('strokestart', { pointerType })
      },
      points: (points) => this.#extend(points),
      strokeEnd: () => this.#finish(),
      strokeCancel: () => (this.#pointercancel === 'keep' ? this.#finish() : this.#drop()),
      strokeDrop: () => this.#drop(),
    }
  }

  #extend(padPoints: readonly Point[]): void {
    const scale = this.#scale
    const points = padPoints.map((point) => ({ ...point, x: point.x / scale, y: point.y / scale }))
    this.#history.extend(points)
    this.redraw()
    this.emit('ink', { points })
  }

  #finish(): void {
    const stroke = this.#history.end()
    if (!stroke) return
    this.redraw()
    this.emit('stroke', { stroke })
    this.emit('change', { reason: 'stroke' })
  }

  #drop(): void {
    this.#history.cancel()
    this.#changed(true, 'cancel')
  }

  /** Pad pixels for each unit of the ink: not 1 once the pad has another size than when the drawing was begun. */
  get #scale(): number {
    const { width, height } = this.#history.size
    const scale = Math.min(this.#size.width / width, this.#size.height / height)
    return Number.isFinite(scale) && scale > 0 ? scale : 1
  }

  #draw(): void {
    const { strokes, livePoints } = this.#history
    this.#renderer.draw({ strokes, livePoints, scale: this.#scale })
  }

  /** Called again for each change of size, zoom or pixel ratio. A pad that is not shown keeps its last size. */
  #fit(): void {
    const { size } = measureBox(this.#canvas)
    if (size.width === 0 || size.height === 0) return
    this.#size = size
    this.#renderer.resize(size, Math.max(1, devicePixelRatio))
    pinSize(this.#canvas, size)
    this.#draw()
  }

  #watch(): void {
    const { signal } = this.#life
    const observer = new ResizeObserver(() => this.#fit())
    observePixels(observer, this.#canvas)
    signal.addEventListener('abort', () => observer.disconnect(), { once: true })
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.redraw(), { signal })
    }
  }
}

/** Where the browser knows device pixels, the observer also hears a change of zoom that leaves CSS pixels as they are. */
function observePixels(observer: ResizeObserver, canvas: HTMLCanvasElement): void {
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' })
  } catch {
    observer.observe(canvas)
  }
}

/** A canvas without a size from CSS grows with its bitmap, which grows with the canvas: hold what it had. */
function pinSize(canvas: HTMLCanvasElement, size: PadSize): void {
  const now = measureBox(canvas).size
  if (Math.abs(now.width - size.width) < 1 && Math.abs(now.height - size.height) < 1) return
  canvas.style.width = `${size.width}px`
  canvas.style.height = `${size.height}px`
}
