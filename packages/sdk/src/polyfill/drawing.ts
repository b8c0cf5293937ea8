import type { Ink } from '@edgeink/ink'
import type { TextReading } from '../text/index.ts'
import type { Hints } from './dictionaries.ts'
import { guard } from './guard.ts'
import { checkStroke, type HandwritingStroke } from './stroke.ts'
import type { HandwritingDrawingLike, HandwritingPrediction } from './types.ts'

/** Reads an ink that has points. */
export type ReadInk = (ink: Ink, hints: Hints) => Promise<readonly TextReading[]>

/** Strokes that are read together. Made by `HandwritingRecognizer.startDrawing`. */
export class HandwritingDrawing implements HandwritingDrawingLike<HandwritingStroke> {
  readonly #read: ReadInk
  readonly #hints: Hints
  #strokes: HandwritingStroke[] = []

  /** @throws {TypeError} when a page calls it */
  constructor(key: symbol, read: ReadInk, hints: Hints) {
    guard(key)
    this.#read = read
    this.#hints = hints
  }

  get [Symbol.toStringTag](): string {
    return 'HandwritingDrawing'
  }

  /** Points that the stroke gets later count too. @throws {TypeError} when it is no stroke */
  addStroke(stroke: HandwritingStroke): void {
    this.#strokes.push(checkStroke(stroke))
  }

  /** Removes the stroke as often as it is there. @throws {TypeError} when it is no stroke */
  removeStroke(stroke: HandwritingStroke): void {
    checkStroke(stroke)
    this.#strokes = this.#strokes.filter((other) => other !== stroke)
  }

  clear(): void {
    this.#strokes = []
  }

  getStrokes(): HandwritingStroke[] {
    return [...this.#strokes]
  }

  /** What the drawing may say, the likeliest first. @throws {DOMException} `InvalidStateError` once the recognizer is finished */
  async getPrediction(): Promise<HandwritingPrediction[]> {
    // A copy of what is there now: strokes may change before the answer comes.
    const ink = this.#strokes.map((stroke) => ({ points: stroke.getPoints() }))
    const readings = await this.#read(ink, this.#hints)
    return readings.map(predictionOf)
  }
}

function predictionOf({ text, characters }: TextReading): HandwritingPrediction {
  return {
    text,
    segmentationResult: characters.map(({ label, begin, end, segments }) => ({
      grapheme: label,
      beginIndex: begin,
      endIndex: end,
      drawingSegments: segments.map((segment) => ({
        strokeIndex: segment.stroke,
        beginPointIndex: segment.begin,
        endPointIndex: segment.end,
      })),
    })),
  }
}
