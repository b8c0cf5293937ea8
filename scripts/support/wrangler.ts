import { SOURCE_CONDITION } from './run.ts'

/** Conditions under which workerd's bundles resolve packages: wrangler's own three, and our sources. */
export const WORKERD_CONDITIONS = [SOURCE_CONDITION, 'workerd', 'worker', 'browser']

/** What wrangler reads from the environment only: sources without a build, and no call to anywhere. */
export const WRANGLER_ENVIRONMENT = {
  WRANGLER_BUILD_CONDITIONS: WORKERD_CONDITIONS.join(),
  WRANGLER_SEND_METRICS: 'false',
  // A request's place in the world is nothing that the worker asks for; offline the look-up only fails.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}
