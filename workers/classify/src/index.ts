// The worker's entry: the API with this worker's models. What is an asset never gets here.
import type { ExecutionContext, Hono } from 'hono'
import { createApp } from './app.ts'
import type { AppEnv } from './app-env.ts'
import { type Bindings, readEnvironment } from './environment.ts'
import { feedbackRoutes } from './feedback/route.ts'
import type { Log } from './http/answers.ts'
import { openCors } from './http/cors.ts'
import { createModelStore } from './model-store.ts'
import { loadServed, PACKAGES } from './models.ts'
import { cloudflareAddress, secure } from './security/secure.ts'
import { acceptInWorkerd } from './stream/accept-workerd.ts'

/** Kept for the life of the isolate. It outlives requests, and one isolate has one environment. */
const models = createModelStore(PACKAGES, loadServed)
const apps = new WeakMap<Bindings, Hono<AppEnv>>()

const log: Log = (message, error) => console.error(message, error)

function build(env: Bindings): Hono<AppEnv> {
  const { feedback, security, stream } = readEnvironment(env)
  return createApp({
    models,
    log,
    cors: openCors(security.allowedOrigins),
    before: [...secure({ ...security, log, clientAddress: cloudflareAddress })],
    routes: feedbackRoutes(feedback.database),
    stream: { ...stream, accept: acceptInWorkerd },
  })
}

function appFor(env: Bindings): Hono<AppEnv> {
  const app = apps.get(env) ?? build(env)
  apps.set(env, app)
  return app
}

const NO_BINDINGS: Bindings = {}

export default {
  fetch: (request: Request, env: Bindings = NO_BINDINGS, context?: ExecutionContext) =>
    appFor(env).fetch(request, env, context),
}
