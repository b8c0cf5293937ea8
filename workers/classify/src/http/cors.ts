import { cors } from 'hono/cors'
import type { AppContext, AppMiddleware } from '../app-env.ts'
import { type AllowedOrigins, isAllowedOrigin } from '../security/origins.ts'
import { setHeader } from './set-header.ts'

/** What a page may read of an answer besides its body. */
const EXPOSED = [
  'etag',
  'content-range',
  'accept-ranges',
  'retry-after',
  'server-timing',
  'x-request-id',
]

/**
 * Lets pages of these origins read the answers. By default all may: the API keeps no session, so without keys there is
 * nothing that another page could abuse.
 */
export function openCors(allowed: AllowedOrigins = '*'): AppMiddleware {
  const preflight = cors({
    origin: typeof allowed === 'string' ? allowed : [...allowed],
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposeHeaders: EXPOSED,
    maxAge: 86_400,
  })
  // Hono's middleware answers preflights. Before any other answer it would make a Response only to hold its headers.
  return (c, next) => (c.req.method === 'OPTIONS' ? preflight(c, next) : allow(allowed, c, next))
}

async function allow(
  allowed: AllowedOrigins,
  c: AppContext,
  next: () => Promise<void>,
): Promise<void> {
  await next()
  if (c.res.status === 101) return
  setHeader(c, 'access-control-expose-headers', EXPOSED.join())
  if (allowed === '*') {
    setHeader(c, 'access-control-allow-origin', '*')
    return
  }
  // What is said depends on who asks, also when nothing is: a cache must not give it to another origin.
  const vary = c.res.headers.get('vary')
  setHeader(c, 'vary', vary ? `${vary}, Origin` : 'Origin')
  const origin = c.req.header('origin')
  if (origin !== undefined && isAllowedOrigin(allowed, origin)) {
    setHeader(c, 'access-control-allow-origin', origin)
  }
}
