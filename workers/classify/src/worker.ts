import { PROBLEM_MEDIA_TYPE, problem } from '@edgeink/protocol'
import type { ExecutionContext } from 'hono'
import { compose, type Deployment, type Runtime } from './compose.ts'
import type { Bindings } from './environment.ts'
import { drainBody } from './http/drain-body.ts'
import { monitorStub } from './monitoring/monitor-stub.ts'
import { createLogger } from './observability/log.ts'
import { cloudflareAddress } from './security/secure.ts'
import { acceptInWorkerd } from './stream/accept-workerd.ts'

export interface ScheduledEvent {
  /** Milliseconds since 1970. */
  readonly scheduledTime: number
}

const NO_BINDINGS: Bindings = {}

/** What workerd calls. Models are loaded once in the life of an isolate, which has one environment. */
export function createWorker(runtime: Pick<Runtime, 'packages' | 'load' | 'routes'>) {
  const deployments = new WeakMap<Bindings, Deployment>()
  const deploymentOf = (env: Bindings): Deployment => {
    const deployment =
      deployments.get(env) ??
      compose(env, {
        ...runtime,
        clientAddress: cloudflareAddress,
        acceptStream: acceptInWorkerd,
        counters: ({ monitoring }) => monitoring.monitor && monitorStub(monitoring.monitor),
      })
    deployments.set(env, deployment)
    return deployment
  }
  return {
    async fetch(
      request: Request,
      env: Bindings = NO_BINDINGS,
      context?: ExecutionContext,
    ): Promise<Response> {
      try {
        return await deploymentOf(env).app.fetch(request, env, context)
      } catch (error) {
        return misconfigured(error)
      } finally {
        await drainBody(request)
      }
    },
    /** At the times of `triggers.crons` in wrangler.jsonc. */
    async scheduled({ scheduledTime }: ScheduledEvent, env: Bindings): Promise<void> {
      await deploymentOf(env).runScheduled(scheduledTime)
    },
  }
}

/** Before there is an app, there is nobody else to answer for a variable that cannot be meant. */
function misconfigured(error: unknown): Response {
  createLogger().log('error', 'the environment is not what the worker needs', {}, error)
  const document = problem('internal-error', 'The failure was logged. Try again later.')
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: { 'content-type': PROBLEM_MEDIA_TYPE },
  })
}
