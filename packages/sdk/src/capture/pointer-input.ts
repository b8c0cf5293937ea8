/** Pointer events of a pad in, strokes in the pad's own pixels out. Holds no ink and draws nothing. */
import type { Point } from '@edgeink/ink'
import { measureBox, measureLinear, toPad } from './pad-geometry.ts'
import { PointerArbiter } from './pointer-arbiter.ts'

/** What the pad does with what the pointer wrote. */
export interface StrokeSink {
  strokeStart(pointerType: string): void
  points(points: readonly Point[]): void
  strokeEnd(): void
  /** The browser or the system took the pointer away. */
  strokeCancel(): void
  /** What was drawn turned out to be a palm. */
  strokeDrop(): void
}

/**
 * Listens to the pad until `life` ends. Only the pad's `pointerdown` is heard all the time; the rest of a stroke is
 * heard at the window, so that a stroke ends well even when the pad has left the document.
 */
export class PointerInput {
  readonly #element: HTMLElement
  readonly #sink: StrokeSink
  readonly #arbiter = new PointerArbiter()
  #stroke: AbortController | undefined
  #toPad: (event: PointerEvent) => { x: number; y: number } = () => ({ x: 0, y: 0 })

  constructor(element: HTMLElement, sink: StrokeSink, life: AbortSignal) {
    this.#element = element
    this.#sink = sink
    const listen = { signal: life }
    element.addEventListener('pointerdown', (event) => this.#down(event), listen)
    element.addEventListener('pointermove', (event) => this.#arbiter.see(event), listen)
    element.addEventListener('dragstart', preventDefault, listen)
    element.addEventListener(
      'contextmenu',
      (event) => this.#stroke && preventDefault(event),
      listen,
    )
    // Keeps iPadOS from taking a pen for Scribble, and old Safari from scrolling: neither heeds `touch-action`.
    element.addEventListener('touchmove', preventDefault, { ...listen, passive: false })
    life.addEventListener('abort', () => this.#release(), { once: true })
  }

  /** Lets go of the pointer that draws: the rest of its movement is ignored. */
  abandon(): void {
    this.#release()
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
    const view = this.#element.ownerDocument.defaultView ?? window
    const listen = { signal: this.#stroke.signal, capture: true }
    view.addEventListener('pointermove', (move) => this.#move(move), listen)
    view.addEventListener('pointerup', (up) => this.#end(up, 'strokeEnd'), listen)
    view.addEventListener('pointercancel', (cancel) => this.#end(cancel, 'strokeCancel'), listen)
    this.#sink.strokeStart(event.pointerType)
    this.#emit([event])
  }

  #move(event: PointerEvent): void {
    if (!this.#arbiter.isActive(event)) return
    if (isReleased(event)) {
      this.#release()
      this.#sink.strokeEnd()
      return
    }
    const coalesced = event.getCoalescedEvents?.() ?? []
    this.#emit(coalesced.length > 0 ? coalesced : [event])
  }

  #end(event: PointerEvent, how: 'strokeEnd' | 'strokeCancel'): void {
    if (!this.#arbiter.isActive(event)) return
    // The coordinates of a pointercancel mean nothing.
    if (how === 'strokeEnd') this.#emit([event])
    this.#release()
    this.#sink[how]()
  }

  #release(): void {
    this.#stroke?.abort()
    this.#stroke = undefined
    this.#arbiter.release()
  }

  #emit(events: readonly PointerEvent[]): void {
    const points = events.map((event) => toPoint(event, this.#toPad(event))).filter(isFinitePoint)
    if (points.length > 0) this.#sink.points(points)
  }
}

/** What is costly to measure is measured once a stroke; where the pad lies, at each event: the page may scroll. */
function padMapping(element: Element): (event: PointerEvent) => { x: number; y: number } {
  const box = measureBox(element)
  const linear = measureLinear(element)
  return (event) =>
    toPad({ x: event.clientX, y: event.clientY }, element.getBoundingClientRect(), box, linear)
}

/** Mouse and touch report a constant pressure, or none: only that of a pen is one. */
function toPoint(event: PointerEvent, { x, y }: { x: number; y: number }): Point {
  const t = event.timeStamp
  return event.pointerType === 'pen' ? { x, y, t, pressure: event.pressure } : { x, y, t }
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
