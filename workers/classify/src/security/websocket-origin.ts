import type { AppMiddleware } from '../app-env.ts'
import { ProblemError } from '../http/problem-error.ts'
import { type AllowedOrigins, isAllowedOrigin } from './origins.ts'

/**
 * Refuses a WebSocket to pages of origins that are not allowed. CORS does not cover WebSockets: a browser opens them to
 * anywhere, and only says from where. What is no browser says nothing, and has the key alone to show.
 *
 * @throws {ProblemError} 403
 */
export function webSocketOrigin(allowed: AllowedOrigins): AppMiddleware {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const isUpgrade = c.req.header('upgrade')?.toLowerCase() === 'websocket'
    if (isUpgrade && origin !== undefined) {
      const isOwn = origin === new URL(c.req.url).origin
      if (!isOwn && !isAllowedOrigin(allowed, origin)) {
        throw new ProblemError('origin-not-allowed', 'expected a page of an allowed origin')
      }
    }
    await next()
  }
}
