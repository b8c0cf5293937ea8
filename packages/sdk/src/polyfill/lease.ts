import type { Ink } from '@edgeink/ink'
import type { LocalRecognizerOptions } from '../recognizer/local.ts'
import type { Recognizer } from '../recognizer/recognizer.ts'
import type { TextOptions, TextReading } from '../text/index.ts'

/** A recognizer that somebody else made, or how to make one that runs in the page. */
export type RecognizerSource = { readonly recognizer: LoadingRecognizer } | LocalRecognizerOptions

/** A recognizer that may say when it has loaded what it needs. */
export type LoadingRecognizer = Recognizer & { readonly ready?: Promise<void> }

/** The right to use a recognizer that others use too. */
export interface Lease {
  read(ink: Ink, options: TextOptions): Promise<readonly TextReading[]>
  /** To be called once. */
  release(): void
}

/**
 * Shares one recognizer among all that hold a lease: made for the first, ready before any gets it, disposed of after
 * the last. One that somebody else made is left to them.
 */
export class SharedRecognizer {
  readonly #source: RecognizerSource
  #making: Promise<LoadingRecognizer> | undefined
  #leases = 0

  constructor(source: RecognizerSource) {
    this.#source = source
  }

  /** Leases that are not released. */
  get leases(): number {
    return this.#leases
  }

  /** @throws what the recognizer does when it cannot be made ready; the next lease tries again */
  async lease(): Promise<Lease> {
    this.#leases++
    try {
      this.#making ??= make(this.#source)
      const making = this.#making
      // The text part, too, is loaded by none but pages that read.
      const [recognizer, { recognizeText }] = await Promise.all([
        making,
        import('../text/index.ts'),
      ])
      await recognizer.ready
      return {
        read: async (ink, options) =>
          (await recognizeText(ink, { ...options, recognizer })).alternatives,
        release: () => this.#release(),
      }
    } catch (error) {
      this.#release()
      throw error
    }
  }

  #release(): void {
    this.#leases--
    if (this.#leases > 0) return
    const made = this.#making
    this.#making = undefined
    if ('recognizer' in this.#source) return
    made?.then(
      (recognizer) => recognizer.dispose(),
      () => {},
    )
  }
}

async function make(source: RecognizerSource): Promise<LoadingRecognizer> {
  if ('recognizer' in source) return source.recognizer
  const { localRecognizer } = await import('../recognizer/local.ts')
  return localRecognizer(source)
}
