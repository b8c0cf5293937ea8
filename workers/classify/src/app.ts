// How the app is put together. A request passes, in this order:
//
//   1. `cors`, first so that a page can read every refusal; it answers preflights itself;
//   2. `before`, each middleware in the order of the list: request id, metrics, security headers, keys, rate limit …
//   3. the API's own routes, then each of `routes`;
//   4. `onAnswer` hears of every classification that succeeded (routes/classify, routes/text, routes/stream).
//
// Whoever adds to the worker adds one line in index.ts (and, for a container, in server/): a middleware to `before`,
// a `new Hono<AppEnv>()` to `routes`, a listener to `onAnswer`. What it needs of the environment it reads in
// environment.ts; what it leaves for others in the context it declares in app-env.ts; an error it throws as a
// `ProblemError` with a code of PROBLEMS (@edgeink/protocol), and `onError` makes the problem document of it.

import { methodNotAllowed } from 'hono/method-not-allowed'
import { Hono } from 'hono/tiny'
import type { AppEnv, AppMiddleware, AppRoute, OnAnswer } from './app-env.ts'
import { type Log, onError, onMethodNotAllowed, onNotFound } from './http/answers.ts'
import { openCors } from './http/cors.ts'
import type { ModelStore } from './model-store.ts'
import { classifyRoute } from './routes/classify.ts'
import { docsRoutes } from './routes/docs.ts'
import { healthzRoute } from './routes/healthz.ts'
import { modelsRoute } from './routes/models.ts'
import { problemsRoute } from './routes/problems.ts'
import { type StreamOptions, streamRoute } from './routes/stream.ts'
import { textRoute } from './routes/text.ts'
import { versionRoute } from './routes/version.ts'

export interface AppOptions {
  readonly models: ModelStore
  readonly log: Log
  /** Runs before everything else, in this order. Default: nothing. */
  readonly before?: readonly AppMiddleware[]
  /** Which pages may call. Default: all of them. */
  readonly cors?: AppMiddleware
  /** More routes, after those of the API. Default: none. */
  readonly routes?: readonly AppRoute[]
  /** Hears of every classification. Default: nobody does. */
  readonly onAnswer?: OnAnswer
  /** How the runtime accepts a WebSocket. Without it there is no `/stream`. */
  readonly stream?: StreamOptions
  /** The commit that runs, for `GET /version`. */
  readonly commit?: string
}

/** The API without its surroundings: models and log come from outside, so it runs in any runtime and in a test. */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { models, log, before = [], cors = openCors(), routes = [], stream } = options
  const { onAnswer = () => {}, commit } = options
  const app = new Hono<AppEnv>()
  app.onError(onError(log))
  app.notFound(onNotFound)
  for (const middleware of [cors, ...before]) app.use(middleware)
  app.use(methodNotAllowed({ app, onMethodNotAllowed }))
  const api = [
    classifyRoute({ models, onAnswer }),
    textRoute({ models, onAnswer }),
    modelsRoute(models),
    healthzRoute(models),
    versionRoute({ models, commit }),
    problemsRoute(),
    docsRoutes(() => app.routes),
  ]
  if (stream) api.push(streamRoute({ ...stream, models, log, onAnswer }))
  for (const route of [...api, ...routes]) app.route('/', route)
  return app
}
