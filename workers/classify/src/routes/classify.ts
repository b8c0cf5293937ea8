import { type ClassifyResponse, toInputs } from '@edgeink/protocol'
import { type CheckedClassifyRequest, parseClassifyRequest } from '@edgeink/protocol/schema'
import { Hono } from 'hono'
import type { AppEnv, OnAnswer } from '../app-env.ts'
import { checkAllowed, classifyInputs } from '../classification.ts'
import { ProblemError } from '../http/problem-error.ts'
import { readJson } from '../http/read-json.ts'
import type { ModelStore } from '../model-store.ts'

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
    const { topK, allowed } = request
    const answered = await classifyInputs(toInputs(request), {
      model,
      topK,
      allowed,
      route: 'classify',
    })
    onAnswer(answered, c)
    const response: ClassifyResponse = { model: answered.model, results: answered.results }
    return c.json(response)
  })
}

function check(body: unknown): CheckedClassifyRequest {
  const parsed = parseClassifyRequest(body)
  if (parsed.ok) return parsed.value
  throw new ProblemError('invalid-request', 'see errors for what was expected', parsed)
}
