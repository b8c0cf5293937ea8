import type { Recognizer } from '../recognizer/recognizer.ts'

/** Whom an element asks: the recognizer that the page gave it, which stays the page's, or else one of its own. */
export class RecognizerSlot {
  #given: Recognizer | undefined
  #own: Recognizer | undefined

  get current(): Recognizer | undefined {
    return this.#given ?? this.#own
  }

  give(recognizer: Recognizer | undefined): void {
    this.#given = recognizer
  }

  /** Makes an own one anew, unless there is a given one, and has it used before the old one is disposed of. */
  renew(create: () => Recognizer, use: (recognizer: Recognizer) => void): void {
    const old = this.#own
    this.#own = this.#given ? undefined : create()
    use(this.current!)
    // Last: what they share is not freed in between.
    old?.dispose()
  }

  dispose(): void {
    this.#own?.dispose()
    this.#own = undefined
  }
}
