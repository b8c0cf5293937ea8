import type { Ink, Point, Stroke } from '@edgeink/ink'
import { FrameScheduler } from '../frame-scheduler.ts'
import { TypedEventTarget } from '../typed-event-target.ts'
import { isTouched } from './eraser.ts'
import { type DocumentStroke, type InkDocument, inkDocument } from './ink-document.ts'
import { InkHistory, type PadSize } from './ink-history.ts'
import { InkRenderer } from './ink-renderer.ts'
import type { InkStyle } from './ink-style.ts'
import { measureBox } from './pad-geometry.ts'
import { pinSize, watchPixels } from './pad-pixels.ts'
import { type CaptureSettings, type InkCaptureSettings, settle } from './pad-settings.ts'
import { PadStyle } from './pad-style.ts'
import { PointerInput, type StrokeSink, type StrokeStart } from './pointer-input.ts'

export interface InkCaptureOptions extends InkCaptureSettings {
  /** Lets the browser show ink before the rest of the page is ready, where it can. Default true. */
  readonly desynchronized?: boolean
}

/** Why the ink changed as a whole; points that arrive in a stroke are told by the event `ink`. */
export type ChangeReason = 'stroke' | 'erase' | 'undo' | 'redo' | 'clear' | 'cancel' | 'load'

export interface InkCaptureEvents {
  strokestart: { readonly pointerType: string }
  /** Points arrived: several in one event where the device is faster than the screen. */
  ink: { readonly points: readonly Point[] }
  /** A stroke is finished. */
  stroke: { readonly stroke: Stroke }
  /** Finished strokes were added, erased, taken back, brought back or loaded. */
  change: { readonly reason: ChangeReason }
  /** The pad cannot be written on: a browser without pointer events did not get the polyfill. */
  error: { readonly error: unknown }
}

/**
 * Makes a canvas a pad to write on with mouse, finger or pen. The canvas takes its size and, unless told otherwise,
 * the colour of the ink from CSS (`width`, `height`, `color`).
 *
 * @throws {OptionError} when a setting is outside its range
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

/** The way of the eraser. */
interface Erasing {
  last: Point | undefined
  /** It took a stroke already. */
  hasErased: boolean
}

/** See {@link createInkCapture}. */
export class InkCapture extends TypedEventTarget<InkCaptureEvents> {
  readonly #canvas: HTMLCanvasElement
  readonly #history = new InkHistory()
  readonly #styles = new WeakMap<Stroke, InkStyle>()
  readonly #renderer: InkRenderer
  readonly #input: PointerInput
  readonly #padStyle: PadStyle
  readonly #scheduler = new FrameScheduler(() => this.#draw())
  readonly #life = new AbortController()
  #settings: CaptureSettings
  #size: PadSize = { width: 0, height: 0 }
  #liveStyle: InkStyle
  #predicted: readonly Point[] = []
  #erasing: Erasing | undefined
  #preview: readonly Stroke[] | undefined

  constructor(canvas: HTMLCanvasElement, options: InkCaptureOptions = {}) {
    super()
    const { desynchronized = true, ...settings } = options
    const { signal } = this.#life
    this.#canvas = canvas
    this.#settings = settle(settings)
    this.#liveStyle = this.#settings
    this.#renderer = new InkRenderer(canvas, desynchronized, (stroke) => this.#styleOf(stroke))
    this.#padStyle = new PadStyle(canvas, signal)
    this.#input = new PointerInput(canvas, this.#sink(), signal)
    this.#input.ready.catch((error: unknown) => this.emit('error', { error }))
    this.configure({})
    watchPixels(canvas, () => this.#fit(), signal)
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.redraw(), { signal })
    }
  }

  /**
   * Resolves when the pad can be written on: at once, but in a browser without pointer events.
   *
   * @throws {PointerEventsError} when what stands in for them does not load
   */
  get ready(): Promise<void> {
    return this.#input.ready
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

  /** The colour of strokes that have none of their own: the CSS `color` of the canvas, now. */
  get themeColor(): string {
    return this.#renderer.themeColor
  }

  /**
   * Changes settings; those that are not named stay, and `undefined` brings a default back. Width and colour are
   * those of strokes from now on.
   *
   * @throws {OptionError} when a setting is outside its range
   */
  configure(settings: InkCaptureSettings): void {
    this.#settings = settle({ ...this.#settings, ...settings })
    this.#padStyle.set('background-color', this.#settings.background)
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
    this.#abandon()
    return this.#changed(this.#history.clear(), 'clear')
  }

  /** The drawing as data to be saved; `JSON.stringify(capture)` works too. */
  toJSON(): InkDocument {
    const { ink, size } = this.#history
    return inkDocument({
      size: ink.length > 0 ? size : this.#size,
      background: this.#settings.background,
      strokes: ink.map((stroke) => ({ points: stroke.points, style: this.#styleOf(stroke) })),
    })
  }

  /**
   * Puts a drawing on the pad, in the place of what is there; undo brings that back. The pad keeps its background.
   * Data from outside is checked by `fromJSON`, which comes here.
   */
  load({ strokes, size }: Pick<InkDocument, 'strokes' | 'size'>): void {
    this.#abandon()
    this.#finish()
    this.#history.replace({ strokes: strokes.map((stroke) => this.#adopt(stroke)), size })
    this.#changed(true, 'load')
  }

  /** Shows other strokes in the place of the ink, which stays what it is; undefined shows the ink again. */
  preview(strokes: readonly DocumentStroke[] | undefined): void {
    this.#preview = strokes
    for (const stroke of strokes ?? []) this.#styles.set(stroke, stroke.style)
    this.redraw()
  }

  /** Draws the ink anew in the next frame: for a theme that changed without a media query. */
  redraw(): void {
    if (!this.#life.signal.aborted) this.#scheduler.schedule()
  }

  /** Removes every listener and observer, and gives the canvas its style back. The ink stays readable. Idempotent. */
  dispose(): void {
    this.#life.abort()
    this.#keep()
    this.#scheduler.cancel()
  }

  #styleOf(stroke: Stroke): InkStyle {
    return this.#styles.get(stroke) ?? this.#liveStyle
  }

  #adopt({ points, style }: DocumentStroke): Stroke {
    const stroke: Stroke = { points }
    this.#styles.set(stroke, style)
    return stroke
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
      strokeStart: (start) => this.#begin(start),
      points: (points, predicted) => this.#extend(points, predicted),
      strokeEnd: () => this.#finish(),
      strokeCancel: () => (this.#settings.pointercancel === 'keep' ? this.#finish() : this.#drop()),
      strokeDrop: () => this.#drop(),
    }
  }

  #begin({ pointerType, isEraser }: StrokeStart): void {
    if (isEraser || this.#settings.tool === 'eraser') {
      this.#erasing = { last: undefined, hasErased: false }
      return
    }
    const { width, thinning, color } = this.#settings
    this.#liveStyle = { width, thinning, color }
    this.#history.begin(this.#size)
    this.emit('strokestart', { pointerType })
  }

  #extend(padPoints: readonly Point[], predicted: readonly Point[]): void {
    const points = this.#toInk(padPoints)
    const erasing = this.#erasing
    if (erasing) {
      for (const point of points) this.#erase(point, erasing)
      return
    }
    this.#history.extend(points)
    this.#predicted = this.#toInk(predicted)
    this.redraw()
    this.emit('ink', { points })
  }

  /** Takes away, whole, the strokes that the way to `point` touches: what is seen is what is recognised. */
  #erase(point: Point, erasing: Erasing): void {
    const radius = this.#settings.eraserWidth / 2 / this.#scale
    const from = erasing.last ?? point
    erasing.last = point
    const touched = this.#history.strokes.filter((stroke) => {
      return isTouched(stroke, from, point, radius + this.#styleOf(stroke).width / 2)
    })
    const happened = this.#history.erase(new Set(touched), erasing.hasErased)
    erasing.hasErased ||= happened
    this.#changed(happened, 'erase')
  }

  #keep(): Stroke | undefined {
    this.#rest()
    const stroke = this.#history.end()
    if (stroke) this.#styles.set(stroke, this.#liveStyle)
    return stroke
  }

  #finish(): void {
    const stroke = this.#keep()
    if (!stroke) return
    this.redraw()
    this.emit('stroke', { stroke })
    this.emit('change', { reason: 'stroke' })
  }

  #drop(): void {
    const isUnwanted = this.#erasing ? this.#erasing.hasErased && this.#history.undo() : true
    this.#rest()
    this.#history.cancel()
    this.#changed(isUnwanted, 'cancel')
  }

  /** Lets go of the pointer. */
  #abandon(): void {
    this.#input.release()
    this.#rest()
  }

  /** Nothing is under way. */
  #rest(): void {
    this.#erasing = undefined
    this.#predicted = []
  }

  /** Pad pixels for each unit of the ink: not 1 once the pad has another size than when the drawing was begun. */
  get #scale(): number {
    const { width, height } = this.#history.size
    const scale = Math.min(this.#size.width / width, this.#size.height / height)
    return Number.isFinite(scale) && scale > 0 ? scale : 1
  }

  #toInk(padPoints: readonly Point[]): Point[] {
    const scale = this.#scale
    return padPoints.map((point) => ({ ...point, x: point.x / scale, y: point.y / scale }))
  }

  #draw(): void {
    const { strokes, livePoints } = this.#history
    const points = this.#preview ? [] : [...livePoints, ...this.#predicted]
    this.#renderer.draw({
      strokes: this.#preview ?? strokes,
      live: { points, style: this.#liveStyle },
      scale: this.#scale,
    })
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
}
