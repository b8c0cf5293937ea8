export * from './capture/index.ts'
export {
  EdgeAnswerError,
  EdgeinkError,
  EdgeProblemError,
  EdgeTimeoutError,
  EdgeUnreachableError,
  ModelFetchError,
  RecognizerDisposedError,
  SupersededError,
} from './errors.ts'
export type {
  Candidate,
  Recognition,
  RecognizeOptions,
  Recognizer,
} from './recognizer/recognizer.ts'
export { type RemoteRecognizerOptions, remoteRecognizer } from './recognizer/remote.ts'
export * from './session/index.ts'
