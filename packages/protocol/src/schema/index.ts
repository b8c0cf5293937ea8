// The schemas that validate the wire, and show themselves as JSON Schema.
export { classifyResponseSchema, problemSchema } from './answers.ts'
export { toJsonSchema } from './checked.ts'
export type { Parsed } from './parse.ts'
export { parseClassifyRequest, parseStreamMessage, parseWith } from './parse.ts'
export type { CheckedClassifyRequest } from './request.ts'
export { classifyRequestSchema } from './request.ts'
export type { CheckedStreamMessage } from './stream.ts'
export { streamClientMessageSchema, streamServerMessageSchema } from './stream.ts'
