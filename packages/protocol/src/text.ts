// The messages of `POST /text`: several characters in one ink.
import type { Candidate, WireStrokes } from './wire.ts'

/** The body of `POST /text`. */
export interface TextRequest {
  /** A row of separate characters, written from left to right. */
  readonly strokes: WireStrokes
  /** Id of the model. Default `digits`. */
  readonly model?: string
  /** How many candidates a character lists. Default 3. */
  readonly topK?: number
  /** The only labels that characters may have. Default: all of the model's. */
  readonly allowed?: readonly string[]
  /** How many readings of the whole ink are answered, at most. Default 3. */
  readonly alternatives?: number
  /** `text` puts a space where a wide gap is; `per-character` only lists the characters. Default `text`. */
  readonly mode?: 'text' | 'per-character'
}

/** One character of a reading. */
export interface TextCharacter {
  readonly label: string
  /** Where it is in the text, in UTF-16 units; `end` is exclusive. */
  readonly begin: number
  readonly end: number
  /** Indices of its strokes, rising. */
  readonly strokes: readonly number[]
  readonly candidates: readonly Candidate[]
  readonly rejected: boolean
}

/** One way to read the ink. */
export interface TextReading {
  readonly text: string
  /** Natural logarithm of how probable this reading is among all that were weighed; at most 0. */
  readonly logProbability: number
  readonly characters: readonly TextCharacter[]
}

/** The answer of `POST /text`: readings by falling probability, the first is the best one. */
export interface TextResponse {
  readonly model: { readonly id: string; readonly version: string }
  readonly readings: readonly TextReading[]
}
