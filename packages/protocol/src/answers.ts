// What a client checks of an answer before it believes it, without a schema library in its bundle.
import type { Problem } from './problem.ts'
import type { StreamServerMessage } from './stream.ts'
import type { ClassifyResponse } from './wire.ts'

/** True for a well-formed answer of `POST /classify`. */
export function isClassifyResponse(value: unknown): value is ClassifyResponse {
  if (!isRecord(value) || !isModelName(value.model) || !Array.isArray(value.results)) return false
  return value.results.every(isResult)
}

/** True for a problem document of this API. Its code may be one that this client does not know yet. */
export function isProblem(value: unknown): value is Problem {
  if (!isRecord(value)) return false
  const { type, title, status, detail, code, errors } = value
  const texts = [type, title, detail, code].every((text) => typeof text === 'string')
  if (!texts || typeof status !== 'number' || !Number.isInteger(status)) return false
  return errors === undefined || (Array.isArray(errors) && errors.every(isFieldError))
}

/** True for a well-formed message of the server of `GET /stream`. */
export function isStreamServerMessage(value: unknown): value is StreamServerMessage {
  if (!isRecord(value)) return false
  if (value.type === 'opened') return isOpened(value)
  if (value.type === 'prediction') return isCount(value.sequence) && isResult(value)
  if (value.type !== 'error' || !isProblem(value.problem)) return false
  return value.sequence === undefined || isCount(value.sequence)
}

function isOpened(message: Record<string, unknown>): boolean {
  const { model, labels, window, idleTimeout, pen } = message
  if (!isModelName(model) || !Array.isArray(labels)) return false
  if (pen !== undefined && typeof pen !== 'boolean') return false
  return (
    labels.every((label) => typeof label === 'string') && isCount(window) && isCount(idleTimeout)
  )
}

function isModelName(value: unknown): boolean {
  return isRecord(value) && typeof value.id === 'string' && typeof value.version === 'string'
}

function isResult(value: unknown): boolean {
  if (!isRecord(value) || typeof value.rejected !== 'boolean') return false
  return Array.isArray(value.candidates) && value.candidates.every(isCandidate)
}

function isCandidate(value: unknown): boolean {
  if (!isRecord(value) || typeof value.label !== 'string') return false
  const { probability } = value
  return typeof probability === 'number' && probability >= 0 && probability <= 1
}

function isFieldError(value: unknown): boolean {
  if (!isRecord(value) || typeof value.path !== 'string' || typeof value.message !== 'string')
    return false
  return value.limit === undefined || Number.isFinite(value.limit)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
