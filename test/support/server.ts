/** The real worker in workerd, with the demo page that `npm run build` made. */
import { unstable_startWorker } from 'wrangler'
import { ROOT } from '../../scripts/support/run.ts'
import { WRANGLER_ENVIRONMENT } from '../../scripts/support/wrangler.ts'

export interface RunningServer {
  /** Address without a trailing slash. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts the worker on a free port. `EDGEINK_URL` names one that runs already, such as a deployment. */
export async function startServer(): Promise<RunningServer> {
  const running = process.env.EDGEINK_URL
  if (running) return { url: running.replace(/\/$/, ''), stop: async () => {} }
  Object.assign(process.env, WRANGLER_ENVIRONMENT)
  const worker = await unstable_startWorker({
    config: `${ROOT}workers/classify/wrangler.jsonc`,
    // Not watched: an edit must not restart the server in the middle of a test.
    dev: {
      watch: false,
      inspector: false,
      logLevel: 'error',
      server: { hostname: '127.0.0.1', port: 0 },
    },
  })
  await worker.ready
  // As localhost: a service worker needs a secure context, and browsers take that name for one.
  const { port } = await worker.url
  return { url: `http://localhost:${port}`, stop: () => worker.dispose() }
}
