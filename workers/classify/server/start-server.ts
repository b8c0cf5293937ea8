// The worker's app in a process of its own.

import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { DEFAULTS } from '@edgeink/protocol'
import { type ServerType, serve, upgradeWebSocket } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import type { AppRoute } from '../src/app-env.ts'
import { compose, type Deployment } from '../src/compose.ts'
import type { Bindings } from '../src/environment.ts'
import { drainBody } from '../src/http/drain-body.ts'
import type { LoadModel, ModelPackage } from '../src/model-store.ts'
import { createMemoryStore } from '../src/monitoring/memory-store.ts'
import { createMemoryRateLimiter } from '../src/security/rate-limiter.ts'
import { acceptWith } from '../src/stream/accept.ts'
import { clientAddress } from './client-address.ts'
import { loaderOf } from './load-served.ts'
import { createPrometheus } from './prometheus.ts'
import { readPackages } from './read-packages.ts'
import type { ServerSettings } from './settings.ts'
import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.ts'
import { staticFiles } from './static-files.ts'

export interface RunningServer {
  readonly url: string
  readonly deployment: Deployment
  /** Takes no more connections, lets requests end, closes streams. Idempotent. */
  stop(): Promise<void>
}

/** Longest message of a stream, in bytes: more than its protocol allows points. */
const MAX_MESSAGE_BYTES = 1 << 20

/** @throws {EnvironmentError | ModelFolderError} when it cannot serve what it is told to */
export async function startServer(
  env: Readonly<Record<string, string | undefined>>,
  settings: ServerSettings,
  packages?: readonly ModelPackage[],
): Promise<RunningServer> {
  const database = settings.feedbackFile
    ? openSqliteDatabase(settings.feedbackFile, settings.migrationsFolder)
    : undefined
  const deployment = await composeFor(env, settings, packages, database)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const server = await listen(settings, deployment, sockets)
  const stopSchedule = runScheduled(deployment, settings.monitorSeconds)
  let stopped: Promise<void> | undefined
  return {
    url: urlOf(server, settings.host),
    deployment,
    stop() {
      stopSchedule()
      stopped ??= drain(server, sockets, settings.stopSeconds).then(() =>
        database?.[Symbol.dispose](),
      )
      return stopped
    },
  }
}

async function composeFor(
  env: Readonly<Record<string, string | undefined>>,
  settings: ServerSettings,
  given: readonly ModelPackage[] | undefined,
  database: SqliteDatabase | undefined,
): Promise<Deployment> {
  const { assetsFolder, proxies, rateLimit, engine } = settings
  const prometheus = createPrometheus()
  const routes: AppRoute[] = [prometheus.route]
  if (assetsFolder) routes.push(await staticFiles(assetsFolder))
  const bindings: Bindings = {
    ...env,
    ...(rateLimit > 0 && { RATE_LIMITER: createMemoryRateLimiter({ limit: rateLimit }) }),
    ...(database && { FEEDBACK_DB: database }),
  }
  const store = createMemoryStore()
  const load: LoadModel = await loaderOf(engine)
  return compose(bindings, {
    packages: given ?? (await packagesOf(settings)),
    load,
    clientAddress: clientAddress(proxies),
    acceptStream: acceptWith(upgradeWebSocket),
    counters: () => store,
    sinks: [prometheus.sink],
    routes,
  })
}

/** What requests ask for that name no model. */
const BARE_ID = DEFAULTS.model

async function packagesOf({ onnxFile, modelsFolder }: ServerSettings): Promise<ModelPackage[]> {
  if (!onnxFile) return await readPackages(modelsFolder)
  const { bareOnnx } = await import('./bare-onnx.ts')
  return [await bareOnnx(BARE_ID, await readFile(onnxFile))]
}

function listen(
  { port, host }: ServerSettings,
  { app }: Deployment,
  sockets: WebSocketServer,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: draining(app), port, hostname: host, websocket: { server: sockets } },
      () => resolve(server),
    )
    server.once('error', reject)
  })
}

/** Answers when nothing of the body is left: @hono/node-server closes a connection half a second later otherwise. */
function draining({ fetch }: Deployment['app']): Deployment['app']['fetch'] {
  return async (request, ...more) => {
    try {
      return await fetch(request, ...more)
    } finally {
      await drainBody(request)
    }
  }
}

function urlOf(server: ServerType, host: string): string {
  const { port } = server.address() as AddressInfo
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`
}

function runScheduled(deployment: Deployment, seconds: number): () => void {
  const timer = setInterval(() => deployment.runScheduled(Date.now()), 1000 * seconds)
  timer.unref()
  return () => clearInterval(timer)
}

/** 1001: the server goes away. */
const GOING_AWAY = 1001

async function drain(server: ServerType, sockets: WebSocketServer, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const client of sockets.clients) client.close(GOING_AWAY, 'the server stops')
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  const patience = setTimeout(() => {
    for (const client of sockets.clients) client.terminate()
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, 1000 * seconds)
  await closed
  clearTimeout(patience)
}
