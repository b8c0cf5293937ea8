import { assertInk, type Ink } from '@edgeink/ink'
import { RecognizerDisposedError } from '../errors/recognizer.ts'
import { TypedEventTarget } from '../typed-event-target.ts'
import { type Clock, SYSTEM_CLOCK } from './clock.ts'
import { Cooldown } from './fallback/cooldown.ts'
import { firstAnswer } from './fallback/first-answer.ts'
import type { Recognition, RecognizeOptions, Recognizer } from './recognizer.ts'

export interface FallbackRecognizerOptions {
  /** Time for pauses after failures; a test brings its own. */
  readonly clock?: Clock
  /** Numbers in 0..1 for the jitter of pauses. Default: `Math.random`. */
  readonly random?: () => number
}

export interface FallbackRecognizerEvents {
  /** One of the recognizers failed; another may have answered in its place. It is tried again later. */
  failure: { readonly recognizer: Recognizer; readonly error: unknown }
}

export interface FallbackRecognizer
  extends Recognizer,
    TypedEventTarget<FallbackRecognizerEvents> {}

/**
 * The first of several recognizers that can answer. One that still loads is not waited for: the next is asked beside
 * it, and the first answer counts. One that failed is left alone for a while, then tried again.
 *
 * @param recognizers by preference; it disposes them when it is disposed
 * @example
 * // Answers at the edge while the model loads, then on the device, offline too.
 * const recognizer = fallbackRecognizer([
 *   localRecognizer({ model: '/models/digits/manifest.json' }),
 *   remoteRecognizer({ url: '/classify' }),
 * ])
 */
export function fallbackRecognizer(
  recognizers: readonly Recognizer[],
  options: FallbackRecognizerOptions = {},
): FallbackRecognizer {
  return new Fallback(recognizers, options)
}

class Fallback extends TypedEventTarget<FallbackRecognizerEvents> implements FallbackRecognizer {
  readonly #members: readonly Recognizer[]
  readonly #cooldowns: ReadonlyMap<Recognizer, Cooldown>
  readonly #life = new AbortController()
  /** Why each could not be loaded last. */
  readonly #loadFailures = new Map<Recognizer, unknown>()

  constructor(
    members: readonly Recognizer[],
    { clock = SYSTEM_CLOCK, random = Math.random }: FallbackRecognizerOptions,
  ) {
    super()
    this.#members = [...members]
    this.#cooldowns = new Map(members.map((member) => [member, new Cooldown({ clock, random })]))
  }

  get isReady(): boolean {
    return this.#members.some((member) => member.isReady !== false)
  }

  async recognize(ink: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    this.#life.signal.throwIfAborted()
    options.signal?.throwIfAborted()
    assertInk(ink)
    const own = new AbortController()
    const signals = [own.signal, this.#life.signal, ...(options.signal ? [options.signal] : [])]
    const signal = AbortSignal.any(signals)
    try {
      const isLast = (member: Recognizer) => this.#isResting(member)
      // The sort is stable: by preference, and those that failed of late behind the others.
      const order = this.#members.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)))
      return await firstAnswer(order, {
        signal,
        isLast,
        ask: (member) => this.#ask(member, ink, { ...options, signal }),
      })
    } finally {
      // Whoever is still at it need not go on.
      own.abort()
    }
  }

  dispose(): void {
    if (this.#life.signal.aborted) return
    this.#life.abort(new RecognizerDisposedError())
    for (const member of this.#members) member.dispose()
  }

  #isResting(member: Recognizer): boolean {
    return this.#cooldowns.get(member)!.isOn
  }

  async #ask(member: Recognizer, ink: Ink, options: RecognizeOptions): Promise<Recognition> {
    // It loads on when another has answered first, and whether that fails is to be known then too.
    if (member.isReady === false) member.ready?.catch((error) => this.#failToLoad(member, error))
    try {
      const recognition = await member.recognize(ink, options)
      this.#cooldowns.get(member)!.reset()
      return recognition
    } catch (error) {
      const isTold = this.#loadFailures.get(member) === error
      if (!options.signal?.aborted && !isTold) this.#fail(member, error)
      throw error
    }
  }

  /** Several questions may wait for the same. */
  #failToLoad(member: Recognizer, error: unknown): void {
    if (this.#loadFailures.get(member) === error || this.#life.signal.aborted) return
    this.#loadFailures.set(member, error)
    this.#fail(member, error)
  }

  #fail(member: Recognizer, error: unknown): void {
    this.#cooldowns.get(member)!.start(error)
    this.emit('failure', { recognizer: member, error })
  }
}
