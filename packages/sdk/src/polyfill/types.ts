// The dictionaries and interfaces of the WICG Handwriting Recognition API (spec.bs of WICG/handwriting-recognition).

export interface HandwritingModelConstraint {
  /** BCP 47 tags, any iterable of them; the recognizer must know all of these languages. */
  languages: Iterable<string>
}

export type HandwritingRecognitionType = 'text' | 'per-character'

export type HandwritingInputType = 'mouse' | 'stylus' | 'touch'

export interface HandwritingHintsQueryResult {
  recognitionType?: HandwritingRecognitionType[]
  inputType?: HandwritingInputType[]
  textContext?: boolean
  alternatives?: boolean
}

export interface HandwritingRecognizerQueryResult {
  textAlternatives?: boolean
  textSegmentation?: boolean
  hints?: HandwritingHintsQueryResult | null
}

export interface HandwritingHints {
  /** A {@link HandwritingRecognitionType}; anything else is ignored. Default `text`. */
  recognitionType?: string
  /** A {@link HandwritingInputType}; anything else is ignored. Default `mouse`. */
  inputType?: string
  textContext?: string
  /** Predictions, at most. Default 3. */
  alternatives?: number
}

export interface HandwritingPoint {
  x: number
  y: number
  /** Milliseconds since one reference time common to the drawing. */
  t?: number
}

export interface HandwritingDrawingSegment {
  strokeIndex: number
  beginPointIndex: number
  /** Exclusive. */
  endPointIndex: number
}

export interface HandwritingSegment {
  /** `text.slice(beginIndex, endIndex)` */
  grapheme: string
  beginIndex: number
  /** Exclusive. */
  endIndex: number
  drawingSegments: HandwritingDrawingSegment[]
}

export interface HandwritingPrediction {
  text: string
  segmentationResult?: HandwritingSegment[]
}

export interface HandwritingStrokeLike {
  addPoint(point: HandwritingPoint): void
  getPoints(): HandwritingPoint[]
  clear(): void
}

export interface HandwritingDrawingLike<Stroke = HandwritingStrokeLike> {
  addStroke(stroke: Stroke): void
  removeStroke(stroke: Stroke): void
  clear(): void
  getStrokes(): Stroke[]
  getPrediction(): Promise<HandwritingPrediction[]>
}

export interface HandwritingRecognizerLike<Drawing = HandwritingDrawingLike> {
  startDrawing(hints?: HandwritingHints): Drawing
  finish(): void
}
