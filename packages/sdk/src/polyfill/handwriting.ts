import { toLanguages } from './dictionaries.ts'
import { HandwritingDrawing } from './drawing.ts'
import { creationFailure, exception } from './exceptions.ts'
import { KEY } from './guard.ts'
import { knowsAll } from './languages.ts'
import { type RecognizerSource, SharedRecognizer } from './lease.ts'
import { HandwritingRecognizer } from './recognizer.ts'
import { HandwritingStroke } from './stroke.ts'
import type { HandwritingModelConstraint, HandwritingRecognizerQueryResult } from './types.ts'

export type HandwritingOptions = RecognizerSource & {
  /**
   * BCP 47 tags of what the model can read: a model does not know which languages its labels are enough for. Default
   * `['zxx']`, content of no language: numbers and codes. One of all letters and digits may claim `['en', 'zxx']`.
   */
  readonly languages?: readonly string[]
  /** Recognizers that may be active at once. Default 100. */
  readonly maxActive?: number
}

export const DEFAULTS = { languages: ['zxx'], maxActive: 100 } as const

/** The WICG Handwriting Recognition API as an object. */
export interface Handwriting {
  /** What a recognizer of these languages can do, or null where there is none. @throws {TypeError} without `languages` */
  queryHandwritingRecognizer(
    constraint: HandwritingModelConstraint,
  ): Promise<HandwritingRecognizerQueryResult | null>
  /**
   * Makes a recognizer, ready to read: the first one loads the model.
   *
   * @throws {TypeError} without `languages`
   * @throws {DOMException} `NotSupportedError` when the languages are not known, `QuotaExceededError` when too many
   * recognizers are active, `OperationError` when trying again may help, else `UnknownError`
   */
  createHandwritingRecognizer(
    constraint: HandwritingModelConstraint,
  ): Promise<HandwritingRecognizer>
  readonly HandwritingRecognizer: typeof HandwritingRecognizer
  readonly HandwritingDrawing: typeof HandwritingDrawing
  readonly HandwritingStroke: typeof HandwritingStroke
}

/**
 * The API without any change of globals. Nothing is fetched before the first recognizer is created.
 *
 * @example
 * const { createHandwritingRecognizer, HandwritingStroke } = handwriting({ model: '/models/digits/manifest.json' })
 * const recognizer = await createHandwritingRecognizer({ languages: ['zxx'] })
 */
export function handwriting(options: HandwritingOptions): Handwriting {
  const known = options.languages ?? DEFAULTS.languages
  const maxActive = options.maxActive ?? DEFAULTS.maxActive
  const shared = new SharedRecognizer(options)
  const knows = (languages: readonly string[]) => languages.length > 0 && knowsAll(known, languages)
  return {
    async queryHandwritingRecognizer(constraint) {
      return knows(toLanguages(constraint)) ? abilities() : null
    },
    async createHandwritingRecognizer(constraint) {
      const languages = toLanguages(constraint)
      if (!knows(languages)) {
        const got = languages.join(', ') || 'none'
        const message = `Expected languages among ${known.join(', ')}, got ${got}.`
        throw exception('NotSupportedError', message)
      }
      if (shared.leases >= maxActive) {
        const message = `${maxActive} recognizers are active: finish() one of them first.`
        throw exception('QuotaExceededError', message)
      }
      try {
        return new HandwritingRecognizer(KEY, await shared.lease())
      } catch (cause) {
        throw creationFailure(cause)
      }
    },
    HandwritingRecognizer,
    HandwritingDrawing,
    HandwritingStroke,
  }
}

function abilities(): HandwritingRecognizerQueryResult {
  return {
    textAlternatives: true,
    textSegmentation: true,
    hints: {
      recognitionType: ['text', 'per-character'],
      inputType: ['mouse', 'stylus', 'touch'],
      alternatives: true,
    },
  }
}
