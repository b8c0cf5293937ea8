// What the routes that classify have in common.
import { InputError } from '@edgeink/engine/wasm'
import { InkError } from '@edgeink/ink'
import { type ClassifyInput, type ClassifyResult, LIMITS } from '@edgeink/protocol'
import type { Answered } from './app-env.ts'
import { ProblemError } from './http/problem-error.ts'
import type { ServedModel } from './model-store.ts'

/** Six decimals: what float32 probabilities are good for, in half of the bytes. */
const PRECISION = 1e6

export interface ClassificationOptions {
  readonly model: ServedModel
  readonly topK: number
  readonly allowed?: readonly string[]
  /** The pen is still down. */
  readonly isPartial?: boolean
  readonly route: Answered['route']
}

/**
 * Classifies, and rounds the probabilities for the wire.
 *
 * @throws {ProblemError} 422 for what no schema can know, such as an image for a model that reads strokes only
 */
export async function classifyInputs(
  inputs: readonly ClassifyInput[],
  { model, topK, allowed, isPartial, route }: ClassificationOptions,
): Promise<Answered> {
  const start = performance.now()
  const results = await model
    .classify(inputs, { topK, allowed, isPartial })
    .catch((cause: unknown): never => rethrow(cause))
  const duration = performance.now() - start
  const { id, version } = model
  const answered = { route, model: { id, version }, results: results.map(toWire), duration }
  return isPartial ? { ...answered, isPartial } : answered
}

/** Turns the complaints of engine and ink into problems of the client. */
export function rethrow(cause: unknown): never {
  if (!(cause instanceof InputError || cause instanceof InkError)) throw cause
  throw new ProblemError('invalid-request', cause.message, { cause })
}

/** @throws {ProblemError} 422 with the place of each label that the model does not have */
export function checkAllowed(
  allowed: readonly string[] | undefined,
  { id, labels }: ServedModel,
): void {
  const errors = (allowed ?? []).flatMap((label, i) =>
    labels.includes(label)
      ? []
      : [{ path: `/allowed/${i}`, message: `not a label of model ${id}` }],
  )
  if (errors.length === 0) return
  throw new ProblemError('invalid-request', `the labels of model ${id} are ${labels.join(', ')}`, {
    errors: errors.slice(0, LIMITS.errors),
  })
}

/** A probability as it is sent. */
export function roundProbability(probability: number): number {
  return Math.round(probability * PRECISION) / PRECISION
}

function toWire({ candidates, rejected }: ClassifyResult): ClassifyResult {
  const rounded = candidates.map(({ label, probability }) => ({
    label,
    probability: roundProbability(probability),
  }))
  return { candidates: rounded, rejected }
}
