import { problem } from '@edgeink/protocol'
import type { AppContext, AppMiddleware } from '../app-env.ts'
import { type Log, problemResponse } from '../http/answers.ts'
import { type ApiKey, findApiKey } from './api-keys.ts'
import { clientOf } from './client-address.ts'
import { presentedKey, SUBPROTOCOL } from './credentials.ts'
import { DEFAULT_PERIOD, type RateLimiter, type RateLimitOutcome } from './rate-limiter.ts'

export interface AccessOptions {
  /** Keys that open the API. None: it is open to all. */
  readonly keys: readonly ApiKey[]
  /** Counts requests of each key or, without one, of each client. Default: nothing is counted. */
  readonly limiter?: RateLimiter
  /** Address of who is connected. It must come from the platform: what a client could write itself limits nobody. */
  readonly clientAddress: (context: AppContext) => string | undefined
  readonly log: Log
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number
}

/** What may be read without a key: nothing of it depends on who asks. Everything else is closed unless named here. */
const PUBLIC = /^\/(healthz|version|openapi\.json|docs|problems|models)(\/|$)/

/** Not counted: whoever watches over the service must see it when it is busiest. */
const UNCOUNTED = /^\/healthz$/

/**
 * Says who asks, counts the request, and turns away who has no key. Counting comes before turning away, so that
 * guessing keys is limited too; whoever shows no valid key is counted by address.
 */
export function access(options: AccessOptions): AppMiddleware {
  const { keys, now = Date.now } = options
  const count = counter(options)
  return async (c, next) => {
    const presented = keys.length > 0 ? presentedKey(c.req.raw.headers) : undefined
    const key = presented && (await findApiKey(keys, presented, now()))
    const caller = key ? `key:${key.id}` : `address:${clientOf(options.clientAddress(c))}`
    c.set('caller', caller)
    const { success, retryAfter } = UNCOUNTED.test(c.req.path) ? FREE : await count(caller)
    if (!success) return tooMany(c, retryAfter ?? DEFAULT_PERIOD)
    if (keys.length > 0 && !key && !isPublic(c)) return unauthorized(c, presented !== undefined)
    await next()
    if (c.res.status === 101 && c.req.header('sec-websocket-protocol')) {
      // A browser drops a connection whose offer of subprotocols nobody took up.
      c.header('sec-websocket-protocol', SUBPROTOCOL)
    }
  }
}

const FREE: RateLimitOutcome = { success: true }

/** Asks the limiter. When that fails, everybody is let in: to refuse all would be the outage that limits are to prevent. */
function counter({ limiter, log }: AccessOptions): (caller: string) => Promise<RateLimitOutcome> {
  if (!limiter) return async () => FREE
  let isAway = false
  return async (caller) => {
    try {
      const outcome = await limiter.limit({ key: caller })
      isAway = false
      return outcome
    } catch (error) {
      // Once for each time it goes away, not once a request.
      if (!isAway) log('the rate limiter does not answer: requests are let in uncounted', error)
      isAway = true
      return FREE
    }
  }
}

function isPublic({ req }: AppContext): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && PUBLIC.test(req.path)
}

function unauthorized(c: AppContext, wasPresented: boolean): Response {
  const detail = wasPresented
    ? 'the API key is not valid, or not any more'
    : 'expected an API key as Authorization: Bearer KEY or X-API-Key: KEY'
  const error = wasPresented ? ', error="invalid_token"' : ''
  const challenge = { 'www-authenticate': `Bearer realm="edgeink"${error}` }
  return problemResponse(c, problem('unauthorized', detail), challenge)
}

function tooMany(c: AppContext, retryAfter: number): Response {
  const detail = `expected fewer requests from one key or address; try again in ${retryAfter} s`
  return problemResponse(c, problem('too-many-requests', detail), {
    'retry-after': `${retryAfter}`,
  })
}
