import { cors } from 'hono/cors'
import type { AppMiddleware } from '../app-env.ts'
import type { AllowedOrigins } from '../security/origins.ts'

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
  return cors({
    origin: typeof allowed === 'string' ? allowed : [...allowed],
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposeHeaders: EXPOSED,
    maxAge: 86_400,
  })
}
