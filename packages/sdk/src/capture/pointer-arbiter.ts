/** What the arbiter reads of a `PointerEvent`. */
export interface PointerSample {
  readonly pointerId: number
  readonly pointerType: string
  /** 0 is the primary button, a finger, or the tip of a pen; 5 the end of a pen that erases. */
  readonly button: number
  /** True for the only mouse, and for the first of the fingers, or pens, that are down. */
  readonly isPrimary: boolean
  /** Milliseconds. */
  readonly timeStamp: number
}

/**
 * - `start`: draw with it;
 * - `restart`: keep the stroke being drawn, whose end got lost (in a dialog, say), and draw the next;
 * - `replace`: drop the stroke being drawn, it was a palm, and draw;
 * - `ignore`: do not draw with it.
 */
export type Decision = 'start' | 'restart' | 'replace' | 'ignore'

/** The button that pointer events give to the eraser of a pen. */
export const ERASER_BUTTON = 5

/** A touch this soon after the pen was last seen, or hovered, is the hand that holds the pen. */
const PALM_MS = 600

/** Decides which pointer draws: one at a time, the primary button or a pen's eraser only, and a pen beats a touch. */
export class PointerArbiter {
  #active: { id: number; type: string } | undefined
  #penSeen = Number.NEGATIVE_INFINITY

  /** Id of the pointer that draws. */
  get activeId(): number | undefined {
    return this.#active?.id
  }

  down(pointer: PointerSample): Decision {
    this.see(pointer)
    const decision = this.#decide(pointer)
    if (decision !== 'ignore') this.#active = { id: pointer.pointerId, type: pointer.pointerType }
    return decision
  }

  /** Takes note of any pointer event: a pen that hovers keeps touches out as well. */
  see(pointer: PointerSample): void {
    if (pointer.pointerType === 'pen') this.#penSeen = pointer.timeStamp
  }

  isActive(pointer: Pick<PointerSample, 'pointerId'>): boolean {
    return this.#active?.id === pointer.pointerId
  }

  release(): void {
    this.#active = undefined
  }

  #decide(pointer: PointerSample): Decision {
    if (pointer.button !== 0 && pointer.button !== ERASER_BUTTON) return 'ignore'
    const isPalm = pointer.pointerType === 'touch' && pointer.timeStamp - this.#penSeen < PALM_MS
    if (isPalm) return 'ignore'
    if (!this.#active) return 'start'
    // The first of its kind to be down: so the one that drew is not, whatever became of its end.
    const isSameKind = pointer.pointerType === this.#active.type
    if (isSameKind && pointer.isPrimary) return 'restart'
    const isPenOverTouch = pointer.pointerType === 'pen' && this.#active.type === 'touch'
    return isPenOverTouch ? 'replace' : 'ignore'
  }
}
