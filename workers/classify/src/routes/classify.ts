import type { ClassifyResponse } from '@edgeink/protocol'
import { Hono } from 'hono/tiny'
import type { AppEnv, OnAnswer } from '../app-env.ts'
import { checkAllowed, classifyInputs } from '../classification.ts'
import { ServerTiming } from '../http/server-timing.ts'
import { readClassification } from '../inputs/read-classification.ts'
import type { ModelStore } from '../model-store.ts'

export interface ClassifyRouteOptions {
  readonly models: ModelStore
  readonly onAnswer: OnAnswer
}

/** `POST /classify`: strokes, rasters or an image in, candidates out. */
export function classifyRoute({ models, onAnswer }: ClassifyRouteOptions) {
  return new Hono<AppEnv>().post('/classify', async (c) => {
    const timing = new ServerTiming()
    const { inputs, options } = await timing.of('read', readClassification(c.req.raw))
    const model = await timing.of('model', models.get(options.model, c.get('caller')))
    checkAllowed(options.allowed, model)
    const { topK, allowed, isPartial } = options
    const answered = await timing.of(
      'classify',
      classifyInputs(inputs, { model, topK, allowed, isPartial, route: 'classify' }),
    )
    onAnswer(answered, c)
    const response: ClassifyResponse = { model: answered.model, results: answered.results }
    return c.json(response, 200, { 'server-timing': timing.toString() })
  })
}
