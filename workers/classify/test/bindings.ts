// The platform's services that the tests run in workerd with: see vitest.config.ts.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/** Lets three requests of a key through in a minute. */
export const RATE_LIMITER = env.RATE_LIMITER

/** D1 with the tables of `migrations/`. */
export async function migratedDatabase() {
  await applyD1Migrations(env.FEEDBACK_DB, env.MIGRATIONS)
  return env.FEEDBACK_DB
}
