import type { Ink } from '@edgeink/ink'
import type { InkCapture, InkDocument } from '../capture/index.ts'
import { type PadListener, PadRuntime, type Question } from './pad-runtime.ts'

/** The ink of an element: on its pad while the element is in a document, kept aside while it is in none. */
export class PadInk {
  #runtime: PadRuntime | undefined
  #aside: InkDocument | undefined

  /** Undefined while there is no pad to write on. */
  get capture(): InkCapture | undefined {
    return this.#runtime?.capture
  }

  get strokes(): Ink {
    return this.capture?.ink ?? this.#aside?.strokes ?? []
  }

  /** What is on the pad; undefined where that is nothing. */
  get written(): InkDocument | undefined {
    const { capture } = this
    return capture && !capture.isEmpty ? capture.toJSON() : undefined
  }

  /** Takes to the pad, with what was kept aside. */
  begin(canvas: HTMLCanvasElement, listener: PadListener): void {
    this.#runtime = new PadRuntime(canvas, listener, this.#aside)
    this.#aside = undefined
  }

  /** Leaves the pad; a stroke being drawn ends there. */
  end(): void {
    const ink = this.#runtime?.dispose()
    this.#runtime = undefined
    this.#aside = ink && ink.strokes.length > 0 ? ink : undefined
  }

  ask(question: Question): void {
    this.#runtime?.ask(question)
  }

  /** In place of what there is. */
  put(ink: InkDocument | undefined): void {
    const { capture } = this
    if (!capture) this.#aside = ink
    else if (ink) capture.load(ink)
    else capture.clear()
  }

  /** Undo brings it back where there is a pad; false where there was no ink on one. */
  clear(): boolean {
    this.#aside = undefined
    return this.capture?.clear() ?? false
  }
}
