export { recognizeText } from './recognize-text.ts'
export type {
  CharacterSource,
  ClassifyInks,
  ClassifyInksOptions,
  StrokeSegment,
  TextCharacter,
  TextLimits,
  TextMode,
  TextOptions,
  TextReading,
  TextRecognition,
} from './types.ts'
