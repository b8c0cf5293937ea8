// One deployment, put together from its environment and from what its runtime has: the worker (worker.ts) and the
// container's server (../server) differ in nothing else. Whoever adds a part to all of them adds its line here.
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import type { AppContext, AppEnv, AppRoute } from './app-env.ts'
import { type Bindings, type Environment, readEnvironment } from './environment.ts'
import { deleteExpiredFeedback } from './feedback/retention.ts'
import { feedbackRoutes } from './feedback/route.ts'
import { createFeedbackStore } from './feedback/store.ts'
import type { Log } from './http/answers.ts'
import { openCors } from './http/cors.ts'
import type { LoadModel, ModelPackage } from './model-store.ts'
import { setUpWatch, type Watch } from './monitoring/set-up.ts'
import type { CounterStore, IncidentStore } from './monitoring/window-source.ts'
import type { RecordSink } from './observability/observe.ts'
import { secure } from './security/secure.ts'
import type { AcceptStream } from './stream/accept.ts'
import { createVersionedStore } from './versions/versioned-store.ts'

/** What a runtime brings along. */
export interface Runtime {
  /** Every version of every model that can be served. */
  readonly packages: readonly ModelPackage[]
  readonly load: LoadModel
  readonly clientAddress: (context: AppContext) => string | undefined
  readonly acceptStream: AcceptStream
  /** Where counts and incidents are kept. Undefined: nothing is monitored. */
  readonly counters: (environment: Environment) => (CounterStore & IncidentStore) | undefined
  /** More that is told of each request. Default: nothing. */
  readonly sinks?: readonly RecordSink[]
  /** More routes. Default: none. */
  readonly routes?: readonly AppRoute[]
}

export interface Deployment extends Watch {
  readonly app: Hono<AppEnv>
  readonly environment: Environment
  /** What is due every few minutes: the monitor's look at the last window, and corrections that are too old. */
  runScheduled(time: number): Promise<void>
}

/** @throws {EnvironmentError} when a variable cannot be meant */
export function compose(bindings: Bindings, runtime: Runtime): Deployment {
  const environment = readEnvironment(bindings)
  const { feedback, monitoring, security, stream, versions } = environment
  const { packages, load, clientAddress, acceptStream, counters, sinks, routes = [] } = runtime
  const watch = setUpWatch({
    settings: monitoring,
    manifests: packages.map(({ manifest }) => manifest),
    store: counters(environment),
    sinks,
  })
  const { observer, logger } = watch
  const log: Log = (message, error, context) =>
    logger.log('error', message, { requestId: context?.var.requestId }, error)
  const app = createApp({
    models: createVersionedStore({ packages, load, routes: versions, log }),
    log,
    cors: openCors(security.allowedOrigins),
    before: [observer.middleware, ...secure({ ...security, log, clientAddress })],
    onAnswer: observer.onAnswer,
    routes: [...feedbackRoutes(feedback.database), ...routes],
    stream: { ...stream, accept: acceptStream },
    commit: environment.commit,
  })
  return {
    ...watch,
    app,
    environment,
    async runScheduled(time) {
      const { database, retentionDays } = feedback
      const store = database && createFeedbackStore(database)
      await Promise.all([
        watch.monitor?.run(time),
        store && deleteExpiredFeedback(store, retentionDays, log, time),
      ])
    },
  }
}
