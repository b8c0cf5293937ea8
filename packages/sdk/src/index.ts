export * from './capture/index.ts'
export * from './errors.ts'
export {
  type FallbackRecognizer,
  type FallbackRecognizerEvents,
  type FallbackRecognizerOptions,
  fallbackRecognizer,
} from './recognizer/fallback.ts'
export {
  type LocalRecognizer,
  type LocalRecognizerEvents,
  type LocalRecognizerOptions,
  localRecognizer,
} from './recognizer/local.ts'
export type {
  Candidate,
  Recognition,
  RecognizeOptions,
  Recognizer,
} from './recognizer/recognizer.ts'
export { type RemoteRecognizerOptions, remoteRecognizer } from './recognizer/remote.ts'
export * from './session/index.ts'
