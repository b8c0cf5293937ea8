// What Hono's context carries in this app: `c.env` and `c.var`. Whoever adds a binding or a variable declares it here.
import type { ClassifyResult } from '@edgeink/protocol'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Bindings } from './environment.ts'

export interface Variables {
  /**
   * Who asks, as far as it is known: what the same client keeps between requests, such as the id of its API key.
   * Whoever identifies clients sets it; a canary model is chosen by it.
   */
  caller: string | undefined
  /** Names this request in logs, and in the answer's `x-request-id`. Set before everything else (observability). */
  requestId: string
  /** What was answered, once it is: for whoever records the request when it is over. */
  answered: Answered | undefined
}

export interface AppEnv {
  Bindings: Bindings
  Variables: Variables
}

export type AppContext = Context<AppEnv>
export type AppRoute = Hono<AppEnv>
export type AppMiddleware = MiddlewareHandler<AppEnv>

/** What was answered, told to those who watch over the models. It never holds ink. */
export interface Answered {
  readonly route: 'classify' | 'text' | 'stream'
  readonly model: { readonly id: string; readonly version: string }
  readonly results: readonly ClassifyResult[]
  /** Of ink that is still being drawn. */
  readonly isPartial?: boolean
  /** Milliseconds of classification. */
  readonly duration: number
}

/** Called after each classification that succeeded, before its answer is sent. It must not throw. */
export type OnAnswer = (answered: Answered, context: AppContext) => void
