import type { Ink } from '@edgeink/ink'
import { abortable } from '../recognizer/abortable.ts'
import type { Recognition, RecognizeOptions, Recognizer } from '../recognizer/recognizer.ts'

/** A recognizer whose code is still to come. */
export class LazyRecognizer implements Recognizer {
  readonly #load: () => Promise<Recognizer>
  #coming: Promise<void> | undefined
  #current: Recognizer | undefined
  #isDisposed = false

  /** @param meanwhile answers until the code is here, and where it does not come; it is a part of what comes */
  constructor(load: () => Promise<Recognizer>, meanwhile?: Recognizer) {
    this.#load = load
    this.#current = meanwhile
    this.#fetch().catch(() => {})
  }

  get isReady(): boolean {
    return this.#current !== undefined && this.#current.isReady !== false
  }

  async recognize(ink: Ink, options?: RecognizeOptions): Promise<Recognition> {
    if (!this.isReady) await abortable(this.#fetch(), options?.signal)
    return this.#current!.recognize(ink, options)
  }

  dispose(): void {
    this.#isDisposed = true
    this.#current?.dispose()
  }

  /** After a failure the next question tries again. */
  #fetch(): Promise<void> {
    this.#coming ??= this.#load().then(
      (recognizer) => {
        this.#current = recognizer
        if (this.#isDisposed) recognizer.dispose()
      },
      (error: unknown) => {
        this.#coming = undefined
        if (!this.#current) throw error
      },
    )
    return this.#coming
  }
}
