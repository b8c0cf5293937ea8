// The schemas that validate the wire, and show themselves as JSON Schema.
export { classifyResponseSchema, problemSchema } from './answers.ts'
export { toJsonSchema } from './checked.ts'
export { feedbackReceiptSchema, feedbackRequestSchema } from './feedback.ts'
export type { Parsed } from './parse.ts'
export { parseClassifyRequest, parseStreamMessage, parseWith } from './parse.ts'
export type { CheckedClassifyOptions } from './query.ts'
export { classifyQuerySchema, parseClassifyQuery } from './query.ts'
export type { CheckedClassifyRequest } from './request.ts'
export { classifyRequestSchema } from './request.ts'
export {
  healthSchema,
  manifestSchema,
  modelListSchema,
  problemKindSchema,
  versionSchema,
} from './service.ts'
export type { CheckedStreamMessage } from './stream.ts'
export { streamClientMessageSchema, streamServerMessageSchema } from './stream.ts'
export type { CheckedTextRequest } from './text.ts'
export { textRequestSchema, textResponseSchema } from './text.ts'
