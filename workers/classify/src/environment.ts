// The one place that reads `env`: wrangler's bindings, variables and secrets (or process.env in a container) come in
// as they are, and leave as options of their own types with their defaults. A wrong value is named, not guessed at.

import { EnvironmentError } from './environment-error.ts'
import { DEFAULT_RETENTION_DAYS } from './feedback/retention.ts'
import type { SqlDatabase } from './feedback/sql-database.ts'
import {
  type MonitoringBindings,
  type MonitoringSettings,
  readMonitoring,
} from './monitoring/settings.ts'
import { type ApiKey, parseApiKeys } from './security/api-keys.ts'
import { type AllowedOrigins, parseAllowedOrigins } from './security/origins.ts'
import type { RateLimiter } from './security/rate-limiter.ts'
import { parseVersionRoutes, type VersionRoutes } from './versions/routes.ts'

export { EnvironmentError }

/** What the runtime hands to the worker. Everything is optional: the worker runs without any of it. */
export interface Bindings extends MonitoringBindings {
  /** Which versions of a model answer, as JSON: see versions/routes.ts. Not set: the first that the worker carries. */
  readonly MODEL_VERSIONS?: unknown
  /** The commit that runs, for `GET /version`. */
  readonly COMMIT?: string
  /** Seconds of silence after which a stream is closed. */
  readonly STREAM_IDLE_SECONDS?: string
  /** Origins whose pages may call, separated by commas. Not set: all. */
  readonly ALLOWED_ORIGINS?: string
  /** A secret: keys by their hashes, as `npm run keys -- create` prints them. Not set: the API is open. */
  readonly API_KEYS?: string
  /** Workers' rate limiting binding, or what stands for it. Not bound: nothing is counted. */
  readonly RATE_LIMITER?: RateLimiter
  /** The D1 database of corrections, or what stands for it. Not bound: `/feedback` is not there. */
  readonly FEEDBACK_DB?: SqlDatabase
  /** Days after which a correction is deleted. */
  readonly FEEDBACK_RETENTION_DAYS?: string
}

/** The bindings, read. */
export interface Environment {
  readonly versions: VersionRoutes
  readonly monitoring: MonitoringSettings
  readonly commit: string | undefined
  readonly stream: { readonly idleSeconds: number }
  readonly security: {
    readonly allowedOrigins: AllowedOrigins
    readonly apiKeys: readonly ApiKey[]
    readonly rateLimiter: RateLimiter | undefined
  }
  readonly feedback: {
    readonly database: SqlDatabase | undefined
    readonly retentionDays: number
  }
}

const DEFAULT_IDLE_SECONDS = 60

/**
 * Reads the bindings once, before the first request is answered.
 *
 * @throws {EnvironmentError} that names the variable, what was expected and what was found
 */
export function readEnvironment(env: Bindings): Environment {
  return {
    versions: parseVersionRoutes(env.MODEL_VERSIONS),
    monitoring: readMonitoring(env, readNumber),
    commit: env.COMMIT,
    stream: {
      idleSeconds: readNumber(env, 'STREAM_IDLE_SECONDS', DEFAULT_IDLE_SECONDS, [1, 3600]),
    },
    security: {
      allowedOrigins: parseAllowedOrigins(env.ALLOWED_ORIGINS),
      apiKeys: parseApiKeys(env.API_KEYS),
      rateLimiter: env.RATE_LIMITER,
    },
    feedback: {
      database: env.FEEDBACK_DB,
      retentionDays: readNumber(env, 'FEEDBACK_RETENTION_DAYS', DEFAULT_RETENTION_DAYS, [1, 3650]),
    },
  }
}

/** A number of `env`, or its default where it says nothing. */
export function readNumber(
  env: object,
  name: string,
  fallback: number,
  [from, to]: readonly [number, number],
): number {
  const text = (env as Record<string, unknown>)[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (value >= from && value <= to) return value
  throw new EnvironmentError(
    `${name}: expected a number from ${from} to ${to}, got ${JSON.stringify(text)}; correct it in wrangler.jsonc or in the container's environment`,
  )
}
