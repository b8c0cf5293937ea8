import type { Problem } from './problem.ts'

/** A point as an object. Unknown fields of a point are ignored, so other ink formats can be sent as they are. */
export interface WirePointObject {
  readonly x: number
  readonly y: number
  /** Milliseconds since one reference time common to the whole ink. */
  readonly t?: number
  /** 0..1. */
  readonly pressure?: number
}

/** A sample of the pen: `[x, y]`, `[x, y, t]` or an object; an ink may mix them. `y` grows downward. */
export type WirePoint =
  | readonly [number, number]
  | readonly [number, number, number]
  | WirePointObject

/** The points of one stroke, in order; or their coordinates one after the other: `[x, y, x, y, …]`. */
export type WireStroke = readonly WirePoint[] | readonly number[]

/** The strokes of one ink, in the order they were written. */
export type WireStrokes = readonly WireStroke[]

/** One ink of a request for several. */
export interface WireInk {
  readonly strokes: WireStrokes
}

/** 28 × 28 pixels, row-major: numbers, 0 = paper and 1 = ink; or bytes in base64, 0 = paper and 255 = ink. */
export type WireRaster = readonly number[] | string

/** What every request may say besides its input. */
export interface ClassifyOptions {
  /** Id of the model. Default `digits`. */
  readonly model?: string
  /** How many candidates a result lists. Default 3. */
  readonly topK?: number
  /** The only labels that may be answered. Default: all of the model's. */
  readonly allowed?: readonly string[]
}

/** The body of `POST /classify`: exactly one of the four inputs, and options. */
export interface ClassifyRequest extends ClassifyOptions {
  /** One ink. */
  readonly strokes?: WireStrokes
  /** Several inks. */
  readonly inks?: readonly WireInk[]
  /** One image. */
  readonly raster?: WireRaster
  /** Several images. */
  readonly rasters?: readonly WireRaster[]
  /** The pen is still down: the probabilities are those of a character that is not finished. Default false. */
  readonly isPartial?: boolean
}

/** One label and how probable it is, 0..1. */
export interface Candidate {
  readonly label: string
  readonly probability: number
}

/** The answer to one ink. */
export interface ClassifyResult {
  /** By falling probability. */
  readonly candidates: readonly Candidate[]
  /** True when the best candidate is too improbable to be believed. */
  readonly rejected: boolean
}

/** The answer of `POST /classify`: one result for each ink, in the order of the request. */
export interface ClassifyResponse {
  readonly model: { readonly id: string; readonly version: string }
  readonly results: readonly ClassifyResult[]
}

/** Every body that `POST /classify` can answer with. */
export type ClassifyAnswer = ClassifyResponse | Problem
