/** Pointer events of a pad in, strokes in the pad's own pixels out. Holds no ink and draws nothing. */
import type { Point } from '@edgeink/ink'
import { measureBox, measureLinear, toPad } from './pad-geometry.ts'
import { ERASER_BUTTON, PointerArbiter } from './pointer-arbiter.ts'
import { hasPointerEvents, loadPointerEvents } from './pointer-polyfill.ts'

/** What the pad does with what the pointer wrote. */
export interface StrokeSink {
  strokeStart(start: StrokeStart): void
  /** `predicted` is where the browser expects the pointer next: to be drawn, and forgotten with the next points. */
  points(points: readonly Point[], predicted: readonly Point[]): void
  strokeEnd(): void
  /** The browser or the system took the pointer away, or the page is left. */
  strokeCancel(): void
  /** What was drawn turned out to be a palm. */
  strokeDrop(): void
}

export interface StrokeStart {
  readonly pointerType: string
  /** The pen was turned round. */
  readonly isEraser: boolean
}

/**
 * Listens to the pad until `life` ends. Only the pad's `pointerdown` is heard all the time; the rest of a stroke is
 * heard at the window, so that a stroke ends well even when the pad has left the document.
 */
export class PointerInput {
  /** Resolves when pointer events come: at once, but in an old browser when the polyfill is loaded. */
  readonly ready: Promise<void>
  readonly #element: HTMLElement
  readonly #sink: StrokeSink
  readonly #arbiter = new PointerArbiter()
  #stroke: AbortController | undefined
  #pressure = 0
  #toPad!: (event: PointerEvent) => { x: number; y: number }

  constructor(element: HTMLElement, sink: StrokeSink, life: AbortSignal) {
    this.#element = element
    this.#sink = sink
    const hear = hearing(element, { signal: life, passive: false })
    hear('pointerdown', (event) => this.#down(event))
    hear('pointermove', (event) => this.#arbiter.see(event))
    hear('dragstart', preventDefault)
    hear('contextmenu', (event) => this.#stroke && preventDefault(event))
    // Keeps iPadOS from taking a pen for Scribble, and old Safari from scrolling: neither heeds `touch-action`.
    hear('touchmove', preventDefault)
    life.addEventListener('abort', () => this.release())
    this.ready = hasPointerEvents() ? Promise.resolve() : loadPointerEvents(element, life)
  }

  /** Lets go of the pointer that draws: the rest of its movement is ignored. */
  release(): void {
    this.#stroke?.abort()
    this.#stroke = undefined
    this.#arbiter.release()
  }

  #down(event: PointerEvent): void {
    const decision = this.#arbiter.down(event)
    if (decision === 'ignore') return
    if (decision === 'replace') this.#sink.strokeDrop()
    if (decision === 'restart') this.#sink.strokeEnd()
    this.#begin(event)
  }

  #begin(event: PointerEvent): void {
    this.#stroke?.abort()
    this.#stroke = new AbortController()
    this.#toPad = padMapping(this.#element)
    capturePointer(this.#element, event.pointerId)
    const { signal } = this.#stroke
    const hear = hearing(strokeTarget(this.#element), { signal, capture: true })
    hear('pointermove', (move) => this.#move(move))
    hear('pointerup', (up) => this.#end(up, 'strokeEnd'))
    hear('pointercancel', (cancel) => this.#end(cancel, 'strokeCancel'))
    // A page that is left and woken again later must not go on from where the pointer is by then.
    hear('pagehide', () => this.#finish('strokeCancel'))
    const isEraser = event.button === ERASER_BUTTON
    this.#sink.strokeStart({ pointerType: event.pointerType, isEraser })
    this.#emit([event])
  }

  #move(event: PointerEvent): void {
    if (!this.#arbiter.isActive(event)) return
    if (isReleased(event)) {
      this.#finish('strokeEnd')
      return
    }
    const coalesced = event.getCoalescedEvents?.() ?? []
    this.#emit(coalesced.length > 0 ? coalesced : [event], event.getPredictedEvents?.())
  }

  #end(event: PointerEvent, how: 'strokeEnd' | 'strokeCancel'): void {
    if (!this.#arbiter.isActive(event)) return
    // The coordinates of a pointercancel mean nothing.
    if (how === 'strokeEnd') this.#emit([event])
    this.#finish(how)
  }

  #finish(how: 'strokeEnd' | 'strokeCancel'): void {
    this.release()
    this.#sink[how]()
  }

  #emit(events: readonly PointerEvent[], predicted: readonly PointerEvent[] = []): void {
    const points = this.#toPoints(events)
    if (points.length > 0) this.#sink.points(points, this.#toPoints(predicted))
  }

  #toPoints(events: readonly PointerEvent[]): Point[] {
    return events.map((event) => this.#toPoint(event)).filter(isFinitePoint)
  }

  /**
   * Mouse and touch report a constant pressure, or none: only that of a pen is one. A pen that leaves the pad has none
   * by definition: it ends as it wrote.
   */
  #toPoint(event: PointerEvent): Point {
    const point = { ...this.#toPad(event), t: event.timeStamp }
    if (event.pointerType !== 'pen') return point
    if (event.type !== 'pointerup') this.#pressure = event.pressure
    return { ...point, pressure: this.#pressure }
  }
}

/** Adds listeners with the same options to one target. */
function hearing(target: EventTarget, options: AddEventListenerOptions) {
  return (type: string, listener: (event: PointerEvent) => void) =>
    target.addEventListener(type, listener as EventListener, options)
}

/** The polyfill's events do not leave a shadow root, but it sends those of a captured pointer to the pad. */
function strokeTarget(element: HTMLElement): EventTarget {
  return hasPointerEvents() ? (element.ownerDocument.defaultView ?? window) : element
}

/**
 * What is costly to measure is measured once a stroke; where the pad lies, at each event: the page may scroll. A pad
 * that is hidden or leaves the document in the middle of a stroke lies nowhere: then, where it was.
 */
function padMapping(element: Element): (event: PointerEvent) => { x: number; y: number } {
  const box = measureBox(element)
  const linear = measureLinear(element)
  let rect = element.getBoundingClientRect()
  return (event) => {
    const now = element.getBoundingClientRect()
    if (now.width > 0 && now.height > 0) rect = now
    return toPad({ x: event.clientX, y: event.clientY }, rect, box, linear)
  }
}

function isFinitePoint({ x, y }: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y)
}

/** A mouse or pen that moves without a button: it was released where no window heard of it. */
function isReleased({ pointerType, buttons }: PointerEvent): boolean {
  return buttons === 0 && (pointerType === 'mouse' || pointerType === 'pen')
}

/** Throws where the pointer is gone already: a tap shorter than the way through a busy main thread. */
function capturePointer(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId)
  } catch {
    // The window hears the rest of the stroke all the same.
  }
}

function preventDefault(event: Event): void {
  if (event.cancelable) event.preventDefault()
}
