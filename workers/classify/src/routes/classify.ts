import { InputError } from '@edgeink/engine/wasm'
import { InkError } from '@edgeink/ink'
import { type ClassifyResponse, type ClassifyResult, LIMITS, toInputs } from '@edgeink/protocol'
import { type CheckedClassifyRequest, parseClassifyRequest } from '@edgeink/protocol/schema'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { ProblemError } from '../http/problem-error.ts'
import { readJson } from '../http/read-json.ts'
import type { ModelStore, ServedModel } from '../model-store.ts'

/** Six decimals: what float32 probabilities are good for, in half of the bytes. */
const PRECISION = 1e6

/** `POST /classify`: strokes or rasters in, candidates out. */
export function classifyRoute(models: ModelStore) {
  const app = new Hono()
  app.use('/classify', cors({ origin: '*', allowMethods: ['POST'], maxAge: 86_400 }))
  app.post('/classify', async (c) => {
    const request = check(await readJson(c.req.raw))
    const model = await models.get(request.model)
    checkAllowed(request.allowed, model)
    return c.json(await answer(request, model))
  })
  return app
}

function check(body: unknown): CheckedClassifyRequest {
  const parsed = parseClassifyRequest(body)
  if (parsed.ok) return parsed.request
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
