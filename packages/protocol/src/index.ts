// Everything of the wire that needs no schema library. The schemas are in `@edgeink/protocol/schema`.
export {
  type AcceptedClassifyRequest,
  type AcceptedOptions,
  acceptClassifyRequest,
  acceptOptions,
} from './accept.ts'
export { isClassifyResponse, isProblem, isStreamServerMessage } from './answers.ts'
export type { FeedbackReceipt, FeedbackRequest } from './feedback.ts'
export type { ClassifyInput, InkPoint, InkStrokes } from './inputs.ts'
export { fromInk, toInk, toInputs, toPoints, toRaster } from './inputs.ts'
export { DEFAULTS, LIMITS } from './limits.ts'
export type { ModelFile, ModelList, ModelSummary } from './models.ts'
export type { FieldError, Problem, ProblemCode } from './problem.ts'
export { PROBLEM_MEDIA_TYPE, PROBLEMS, problem } from './problem.ts'
export { queryValues } from './query.ts'
export type {
  StreamAck,
  StreamClear,
  StreamClientMessage,
  StreamError,
  StreamOpen,
  StreamOpened,
  StreamPen,
  StreamPoints,
  StreamPrediction,
  StreamServerMessage,
  StreamUndo,
} from './stream.ts'
export { STREAM_CLOSE } from './stream.ts'
export type { TextCharacter, TextReading, TextRequest, TextResponse } from './text.ts'
export type {
  Candidate,
  ClassifyAnswer,
  ClassifyOptions,
  ClassifyRequest,
  ClassifyResponse,
  ClassifyResult,
  WireInk,
  WirePoint,
  WirePointObject,
  WireRaster,
  WireStroke,
  WireStrokes,
} from './wire.ts'
