import { InputError } from '@edgeink/engine/wasm'
import { InkError } from '@edgeink/ink'
import { type ClassifyResponse, type ClassifyResult, LIMITS, toInputs } from '@edgeink/protocol'
import { type CheckedClassifyRequest, parseClassifyRequest } from '@edgeink/protocol/schema'
import { Hono } from 'hono'
import type { AppEnv, OnAnswer } from '../app-env.ts'
import { ProblemError } from '../http/problem-error.ts'
import { readJson } from '../http/read-json.ts'
import type { ModelStore, ServedModel } from '../model-store.ts'

/** Six decimals: what float32 probabilities are good for, in half of the bytes. */
const PRECISION = 1e6

export interface ClassifyRouteOptions {
  readonly models: ModelStore
  readonly onAnswer: OnAnswer
}

/** `POST /classify`: strokes or rasters in, candidates out. */
export function classifyRoute({ models, onAnswer }: ClassifyRouteOptions) {
  return new Hono<AppEnv>().post('/classify', async (c) => {
    const request = check(await readJson(c.req.raw))
    const model = await models.get(request.model, c.var.caller)
    checkAllowed(request.allowed, model)
    const start = performance.now()
    const response = await answer(request, model)
    onAnswer({ route: 'classify', ...response, duration: performance.now() - start }, c)
    return c.json(response)
  })
}

function check(body: unknown): CheckedClassifyRequest {
  const parsed = parseClassifyRequest(body)
  if (parsed.ok) return parsed.value
  throw new ProblemError('invalid-request', 'see errors for what was expected', parsed)
}

function checkAllowed(allowed: readonly string[] | undefined, { id, labels }: ServedModel): void {
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

async function answer(
  request: CheckedClassifyRequest,
  model: ServedModel,
): Promise<ClassifyResponse> {
  const { topK, allowed } = request
  try {
    const results = await model.classify(toInputs(request), { topK, allowed })
    return { model: { id: model.id, version: model.version }, results: results.map(toWire) }
  } catch (cause) {
    // What the schema cannot know, such as an image for a model that reads strokes only.
    if (!(cause instanceof InputError || cause instanceof InkError)) throw cause
    throw new ProblemError('invalid-request', cause.message, { cause })
  }
}

function toWire({ candidates, rejected }: ClassifyResult): ClassifyResult {
  const rounded = candidates.map(({ label, probability }) => ({
    label,
    probability: Math.round(probability * PRECISION) / PRECISION,
  }))
  return { candidates: rounded, rejected }
}
