import {
  classifyRequestSchema,
  classifyResponseSchema,
  feedbackReceiptSchema,
  feedbackRequestSchema,
  healthSchema,
  manifestSchema,
  modelListSchema,
  problemKindSchema,
  problemSchema,
  streamClientMessageSchema,
  streamServerMessageSchema,
  textRequestSchema,
  textResponseSchema,
  toJsonSchema,
  versionSchema,
} from '@edgeink/protocol/schema'
import type { JsonSchema } from './types.ts'

/** The schemas that validate, by the names under which the document shows them. */
export const SCHEMAS = {
  ClassifyRequest: classifyRequestSchema,
  ClassifyResponse: classifyResponseSchema,
  TextRequest: textRequestSchema,
  TextResponse: textResponseSchema,
  StreamClientMessage: streamClientMessageSchema,
  StreamServerMessage: streamServerMessageSchema,
  FeedbackRequest: feedbackRequestSchema,
  FeedbackReceipt: feedbackReceiptSchema,
  ModelList: modelListSchema,
  Manifest: manifestSchema,
  Health: healthSchema,
  Version: versionSchema,
  ProblemKind: problemKindSchema,
  Problem: problemSchema,
} as const

export type SchemaName = keyof typeof SCHEMAS

/** Leads to a schema of the document. */
export function ref(name: SchemaName): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** All of them as JSON Schema. */
export function jsonSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const { $schema: _, ...shape } = toJsonSchema(schema)
      return [name, shape as JsonSchema]
    }),
  )
}
