import { Hono } from 'hono'
import type { AppEnv, AppRoute } from '../../../workers/classify/src/app-env.ts'

/** `POST /echo`: parses JSON and answers it. Middleware, limits and records are those of every other route. */
export function echoRoute(): AppRoute {
  return new Hono<AppEnv>().post('/echo', async (c) => c.json(await c.req.json()))
}
