import type { Ink, Point, Stroke } from '@edgeink/ink'

/** Width and height of the pad in CSS pixels. */
export interface PadSize {
  readonly width: number
  readonly height: number
}

/** A drawing, and the size of the pad that its coordinates belong to. */
export interface Page {
  readonly strokes: Ink
  readonly size: PadSize
}

/** Older states are forgotten beyond this many, so that a pad in use all day stays small. */
const MAX_STATES = 200

const EMPTY: Page = { strokes: [], size: { width: 0, height: 0 } }

/**
 * The ink of a pad with its undo stack. Finished pages are immutable and shared between the states of the stack;
 * the stroke being drawn is kept beside them until it ends. Knows nothing of pointers or pixels.
 */
export class InkHistory {
  #states: Page[] = [EMPTY]
  #current = 0
  #live: Point[] | undefined
  #liveSize: PadSize = EMPTY.size

  /** Size of the pad to which the coordinates of {@link InkHistory.ink} belong. */
  get size(): PadSize {
    return this.#live ? this.#liveSize : this.#page.size
  }

  /** A snapshot: the finished strokes and, last, what there is of the one being drawn. */
  get ink(): Ink {
    const { strokes } = this.#page
    return this.#live?.length ? [...strokes, { points: [...this.#live] }] : strokes
  }

  get strokes(): Ink {
    return this.#page.strokes
  }

  /** The points of the stroke being drawn: live, not a copy. */
  get livePoints(): readonly Point[] {
    return this.#live ?? []
  }

  get isDrawing(): boolean {
    return this.#live !== undefined
  }

  get isEmpty(): boolean {
    return this.#page.strokes.length === 0 && !this.#live?.length
  }

  get canUndo(): boolean {
    return !this.isDrawing && this.#current > 0
  }

  get canRedo(): boolean {
    return !this.isDrawing && this.#current < this.#states.length - 1
  }

  /** Begins a stroke on a pad of `size`. The first stroke of a page settles the size of the page. */
  begin(size: PadSize): void {
    this.#live = []
    this.#liveSize = this.#page.strokes.length > 0 ? this.#page.size : size
  }

  extend(points: readonly Point[]): void {
    this.#live?.push(...points)
  }

  /** Ends the stroke and keeps it; undefined when it has no point. */
  end(): Stroke | undefined {
    const points = this.#live
    this.#live = undefined
    if (!points?.length) return undefined
    const stroke: Stroke = { points }
    this.#push({ strokes: [...this.#page.strokes, stroke], size: this.#liveSize })
    return stroke
  }

  /** Drops the stroke being drawn. */
  cancel(): void {
    this.#live = undefined
  }

  /** Takes the last change back; false when there is none, or a stroke is being drawn. */
  undo(): boolean {
    if (!this.canUndo) return false
    this.#current--
    return true
  }

  redo(): boolean {
    if (!this.canRedo) return false
    this.#current++
    return true
  }

  /** Empties the page, the stroke being drawn included; an undo brings the page back. */
  clear(): boolean {
    if (this.isEmpty) return false
    this.cancel()
    if (this.#page.strokes.length > 0) this.#push(EMPTY)
    return true
  }

  /** Takes strokes off the page; a step to undo of its own unless it `continues` the one before. */
  erase(strokes: ReadonlySet<Stroke>, continues: boolean): boolean {
    const { strokes: before, size } = this.#page
    const left = before.filter((stroke) => !strokes.has(stroke))
    if (left.length === before.length) return false
    if (continues && this.canUndo) this.#current--
    this.#push({ strokes: left, size })
    return true
  }

  /** Puts another page in the place of this one, the stroke being drawn included; an undo brings this one back. */
  replace(page: Page): void {
    this.cancel()
    this.#push(page)
  }

  get #page(): Page {
    return this.#states[this.#current]
  }

  #push(page: Page): void {
    this.#states.length = this.#current + 1
    this.#states.push(page)
    if (this.#states.length > MAX_STATES) this.#states.shift()
    this.#current = this.#states.length - 1
  }
}
