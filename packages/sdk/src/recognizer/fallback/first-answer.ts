import { NoRecognizerError } from '../../errors/fallback.ts'
import { abortable } from '../abortable.ts'
import type { Recognition, Recognizer } from '../recognizer.ts'

export interface FirstAnswerOptions {
  readonly signal: AbortSignal
  ask(recognizer: Recognizer): Promise<Recognition>
  /** Whether to ask this one only when nobody else can answer. */
  isLast(recognizer: Recognizer): boolean
}

/**
 * Asks one recognizer after the other, and the next beside one that still has to load. The first answer counts.
 *
 * @throws {NoRecognizerError} when all have failed
 * @throws the signal's reason when it aborts
 */
export function firstAnswer(
  recognizers: readonly Recognizer[],
  { signal, ask, isLast }: FirstAnswerOptions,
): Promise<Recognition> {
  const errors: unknown[] = []
  const answer = new Promise<Recognition>((resolve, reject) => {
    let asked = 0
    const fail = (position: number) => (error: unknown) => {
      errors[position] = error
      // As many failures as recognizers: nobody is left.
      if (Object.keys(errors).length === recognizers.length) reject(new NoRecognizerError(errors))
      else if (!signal.aborted) askNext()
    }
    const askNext = () => {
      if (asked === recognizers.length) return
      const position = asked++
      const recognizer = recognizers[position]
      const isLoading = recognizer.isReady === false
      ask(recognizer).then(resolve, fail(position))
      if (isLoading && asked < recognizers.length && !isLast(recognizers[asked])) askNext()
    }
    if (recognizers.length === 0) reject(new NoRecognizerError([]))
    askNext()
  })
  return abortable(answer, signal)
}
