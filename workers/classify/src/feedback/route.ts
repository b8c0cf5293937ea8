import { Hono } from 'hono/tiny'
import type { AppEnv, AppRoute } from '../app-env.ts'
import { checked } from '../http/checked.ts'
import { ProblemError } from '../http/problem-error.ts'
import { readJson } from '../http/read-json.ts'
import type { SqlDatabase } from './sql-database.ts'
import { createFeedbackStore, type FeedbackStore } from './store.ts'

export interface FeedbackRouteOptions {
  readonly store: FeedbackStore
  /** Milliseconds that the database may take. Default 5,000. */
  readonly timeout?: number
}

const DEFAULT_TIMEOUT = 5_000

/** The routes of feedback: none where no database is configured, so that its addresses answer 404. */
export function feedbackRoutes(database: SqlDatabase | undefined): readonly AppRoute[] {
  return database ? [feedbackRoute({ store: createFeedbackStore(database) })] : []
}

/**
 * `POST /feedback` keeps a correction; `DELETE /feedback/:id` with its token in the header `feedback-token` takes it
 * back.
 */
export function feedbackRoute({
  store,
  timeout = DEFAULT_TIMEOUT,
}: FeedbackRouteOptions): AppRoute {
  const app = new Hono<AppEnv>()
  app.post('/feedback', async (c) => {
    const body = await readJson(c.req.raw)
    const { feedbackRequestSchema, parseWith } = await import('@edgeink/protocol/schema')
    const correction = checked(parseWith(feedbackRequestSchema, body))
    const receipt = await reachable(store.add(correction), timeout)
    const headers = { location: `/feedback/${receipt.id}`, 'cache-control': 'no-store' }
    return c.json(receipt, 201, headers)
  })
  app.delete('/feedback/:id', async (c) => {
    const token = c.req.header('feedback-token')
    if (!token) {
      throw new ProblemError('invalid-request', 'expected the receipt’s token as feedback-token')
    }
    if (await reachable(store.remove(c.req.param('id'), token), timeout)) return c.body(null, 204)
    // The same for an id that never was and for a wrong token: nobody learns which ids there are.
    throw new ProblemError('not-found', 'there is no correction with this id and token')
  })
  return app
}

/** Turns whatever ails the database into 503. Its error is for the log; no query holds ink in its text. */
async function reachable<T>(work: Promise<T>, timeout: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeout} ms`)), timeout)
  })
  try {
    return await Promise.race([work, late])
  } catch (cause) {
    const message = 'corrections cannot be stored at the moment; try again later'
    throw new ProblemError('feedback-unavailable', message, { cause })
  } finally {
    clearTimeout(timer)
  }
}
