import * as z from 'zod/mini'
import type { FeedbackReceipt, FeedbackRequest } from '../feedback.ts'
import { name, strokes } from './fields.ts'

/** The body of `POST /feedback`. */
export const feedbackRequestSchema = z.strictObject({
  strokes,
  predicted: name,
  label: name,
  model: z.strictObject({ id: name, version: name }),
  consent: z.literal(true, 'expected true: only the writer may give the ink away'),
  writer: z.optional(name),
}) satisfies z.ZodMiniType<FeedbackRequest>

/** The answer of `POST /feedback`. */
export const feedbackReceiptSchema = z.object({
  id: z.string(),
  token: z.string(),
}) satisfies z.ZodMiniType<FeedbackReceipt>
