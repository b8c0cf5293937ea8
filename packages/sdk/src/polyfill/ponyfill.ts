export type { HandwritingDrawing } from './drawing.ts'
export { type Handwriting, type HandwritingOptions, handwriting } from './handwriting.ts'
export type { LoadingRecognizer, RecognizerSource } from './lease.ts'
export type { HandwritingRecognizer } from './recognizer.ts'
export { HandwritingStroke } from './stroke.ts'
export type {
  HandwritingDrawingSegment,
  HandwritingHints,
  HandwritingHintsQueryResult,
  HandwritingInputType,
  HandwritingModelConstraint,
  HandwritingPoint,
  HandwritingPrediction,
  HandwritingRecognitionType,
  HandwritingRecognizerQueryResult,
  HandwritingSegment,
} from './types.ts'
