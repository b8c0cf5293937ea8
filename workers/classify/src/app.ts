import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { type Log, onError, onMethodNotAllowed, onNotFound } from './http/answers.ts'
import type { ModelStore } from './model-store.ts'
import { classifyRoute } from './routes/classify.ts'
import { healthzRoute } from './routes/healthz.ts'
import { problemsRoute } from './routes/problems.ts'

export interface AppOptions {
  readonly models: ModelStore
  readonly log: Log
}

/** The API without its surroundings: models and log come from outside, so it runs in any runtime and in a test. */
export function createApp({ models, log }: AppOptions) {
  const app = new Hono()
  app.onError(onError(log))
  app.notFound(onNotFound)
  app.use(methodNotAllowed({ app, onMethodNotAllowed }))
  app.route('/', classifyRoute(models))
  app.route('/', healthzRoute(models))
  app.route('/', problemsRoute())
  return app
}
