// The schemas that validate the wire, and show themselves as JSON Schema.
export { classifyResponseSchema, problemSchema } from './answers.ts'
export { toJsonSchema } from './checked.ts'
export type { ParsedRequest } from './parse.ts'
export { parseClassifyRequest } from './parse.ts'
export type { CheckedClassifyRequest } from './request.ts'
export { classifyRequestSchema } from './request.ts'
