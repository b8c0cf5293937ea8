/** What the arbiter reads of a `PointerEvent`. */
export interface PointerSample {
  readonly pointerId: number
  readonly pointerType: string
  /** 0 is the primary button, a finger, or the tip of a pen. */
  readonly button: number
  /** Milliseconds. */
  readonly timeStamp: number
}

/** `start`: draw with it. `replace`: drop the stroke of the touch being drawn, it was the palm; then draw. */
export type Decision = 'start' | 'replace' | 'ignore'

/** A touch this soon after the pen was last seen, or hovered, is the hand that holds the pen. */
const PALM_MS = 600

/** Decides which pointer draws: one at a time, the primary button only, and a pen beats a touch. */
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
    if (pointer.button !== 0) return 'ignore'
    const isPalm = pointer.pointerType === 'touch' && pointer.timeStamp - this.#penSeen < PALM_MS
    if (isPalm) return 'ignore'
    if (!this.#active) return 'start'
    const penOverTouch = pointer.pointerType === 'pen' && this.#active.type === 'touch'
    return penOverTouch ? 'replace' : 'ignore'
  }
}
