import type { Candidate, Model, Prediction } from '@edgeink/engine/wasm'
import type { Ink } from '@edgeink/ink'
import type { Recognizer } from '../recognizer/recognizer.ts'

/** What is asked of whoever classifies single characters. */
export interface ClassifyInksOptions {
  readonly topK: number
  readonly allowed?: readonly string[]
  readonly signal?: AbortSignal
}

/** Answers one prediction for each ink, in their order. */
export type ClassifyInks = (
  inks: readonly Ink[],
  options: ClassifyInksOptions,
) => Promise<readonly Prediction[]>

/**
 * Who classifies single characters: a loaded model (several inks at once, the fastest), a recognizer (one ink after
 * the other), or any function. Any set of labels will do.
 */
export type CharacterSource =
  | { readonly model: Pick<Model, 'classify'> }
  | { readonly recognizer: Pick<Recognizer, 'recognize'> }
  | { readonly classify: ClassifyInks }

/** `text` puts a space where a wide gap is; `per-character` only lists the characters (serial numbers, codes). */
export type TextMode = 'text' | 'per-character'

/** Bounds of the work for one ink. */
export interface TextLimits {
  /** Strokes in the ink, at most; more are refused with `INK_TOO_LARGE`. Default 256. */
  readonly strokes?: number
  /** Points in the ink, at most; more are refused with `INK_TOO_LARGE`. Default 100,000. */
  readonly points?: number
  /** Groups of strokes that the model is asked about, at most; the least likely ones are left out. Default 1,024. */
  readonly hypotheses?: number
}

export interface TextOptions {
  /** Default `text`. */
  readonly mode?: TextMode
  /** The only labels that characters may have. Default: all of the model's. */
  readonly allowed?: readonly string[]
  /** Candidates that each character lists, at most. Default 3. */
  readonly topK?: number
  /** Readings of the whole ink, at most, the best one included. Default 3. */
  readonly alternatives?: number
  readonly limits?: TextLimits
  readonly signal?: AbortSignal
}

/** Points `begin` up to, not including, `end` of the ink's stroke `stroke`. */
export interface StrokeSegment {
  readonly stroke: number
  readonly begin: number
  readonly end: number
}

/** One character of a reading. */
export interface TextCharacter {
  /** Its label: `text.slice(begin, end)`. */
  readonly label: string
  /** Where it is in `text`, in UTF-16 units; `end` is exclusive. */
  readonly begin: number
  readonly end: number
  /** Indices of its strokes, rising. */
  readonly strokes: readonly number[]
  /** Which points are its own: every point of the ink belongs to exactly one character. By rising stroke. */
  readonly segments: readonly StrokeSegment[]
  /** By falling probability; those of a character that is not the reading's first choice have its label elsewhere. */
  readonly candidates: readonly Candidate[]
  /** The model does not believe its best candidate. */
  readonly rejected: boolean
}

/** One way to read the ink. */
export interface TextReading {
  readonly text: string
  readonly characters: readonly TextCharacter[]
  /** Natural logarithm of how probable this reading is among all that were weighed; at most 0. */
  readonly logProbability: number
}

/** What {@link recognizeText} answers: the best reading, and all of them. */
export interface TextRecognition extends TextReading {
  /** The readings by falling probability; the first is the best one. No two have the same text. */
  readonly alternatives: readonly TextReading[]
  /** Milliseconds from question to answer. */
  readonly duration: number
}
