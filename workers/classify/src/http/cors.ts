import { cors } from 'hono/cors'
import type { AppMiddleware } from '../app-env.ts'

/** What a page may read of an answer besides its body. */
const EXPOSED = [
  'etag',
  'content-range',
  'accept-ranges',
  'retry-after',
  'server-timing',
  'x-request-id',
]

/** Any page may call: the API keeps no session, so there is nothing that another page could abuse. */
export function openCors(): AppMiddleware {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposeHeaders: EXPOSED,
    maxAge: 86_400,
  })
}
