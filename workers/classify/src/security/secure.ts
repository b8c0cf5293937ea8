import type { AppContext, AppMiddleware } from '../app-env.ts'
import type { Log } from '../http/answers.ts'
import { access } from './access.ts'
import type { ApiKey } from './api-keys.ts'
import type { AllowedOrigins } from './origins.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { responseHeaders } from './response-headers.ts'
import { webSocketOrigin } from './websocket-origin.ts'

export interface SecureOptions {
  readonly allowedOrigins: AllowedOrigins
  readonly apiKeys: readonly ApiKey[]
  readonly rateLimiter: RateLimiter | undefined
  readonly clientAddress: (context: AppContext) => string | undefined
  readonly log: Log
}

/** What stands between the network and the routes, in the order in which a request passes it. CORS comes before. */
export function secure(options: SecureOptions): readonly AppMiddleware[] {
  const { allowedOrigins, apiKeys, rateLimiter, clientAddress, log } = options
  return [
    responseHeaders(),
    webSocketOrigin(allowedOrigins),
    access({ keys: apiKeys, limiter: rateLimiter, clientAddress, log }),
  ]
}

/** The client's address on Workers, where the platform writes this header over whatever the client sent. */
export function cloudflareAddress({ req }: AppContext): string | undefined {
  return req.header('cf-connecting-ip')
}
