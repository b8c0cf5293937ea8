import type { Ink } from '@edgeink/ink'

/** One label and how probable it is, 0..1. */
export interface Candidate {
  readonly label: string
  readonly probability: number
}

/** The answer to one ink. */
export interface Recognition {
  /** By falling probability. */
  readonly candidates: readonly Candidate[]
  /** True when the best candidate is too improbable to be believed. */
  readonly rejected: boolean
  readonly model: { readonly id: string; readonly version: string }
  readonly source: 'device' | 'edge'
  /** Milliseconds from question to answer; the time in which a model was loaded is not counted. */
  readonly duration: number
}

export interface RecognizeOptions {
  readonly signal?: AbortSignal
  /** How many candidates are listed. Default 3. */
  readonly topK?: number
  /** The only labels that may be answered. Default: all of the model's. */
  readonly allowed?: readonly string[]
  /** The pen is still down: the probabilities are those of a character that is not finished. Default false. */
  readonly isPartial?: boolean
}

/** Whatever turns ink into labels: a model in the page, a worker at the edge, or a choice among several. */
export interface Recognizer {
  /**
   * @throws {InkError} when the ink has no point, or is no ink
   * @throws {EdgeinkError} of the kind that the implementation names
   * @throws the reason of `signal`, once that is aborted
   */
  recognize(ink: Ink, options?: RecognizeOptions): Promise<Recognition>
  /** False while something must be loaded before it can answer. A recognizer that loads nothing does not say. */
  readonly isReady?: boolean
  /** Resolves when it is loaded, which it begins to do, and rejects when that fails. */
  readonly ready?: Promise<void>
  /** Frees the memory and aborts what is under way. Idempotent; any later use rejects. */
  dispose(): void
}

export const DEFAULT_TOP_K = 3
