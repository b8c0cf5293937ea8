import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'
import { SOURCE_CONDITION } from './run.ts'

const conditions = [SOURCE_CONDITION, 'workerd', 'worker', 'module', 'browser']

/** Bindings that tests have beside those of `wrangler.jsonc`. */
type TestBindings = Exclude<
  Parameters<typeof cloudflareTest>[0],
  (...args: never) => unknown
>['miniflare']

/** A vitest project whose tests run inside of workerd, on the sources, with the `wrangler.jsonc` of its folder. */
export function workerdProject(
  test: { name: string; include: string[]; testTimeout: number },
  miniflare?: TestBindings,
) {
  return defineConfig({
    plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' }, miniflare })],
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    // Hooks load models and data too: they have the time that tests have.
    test: { hookTimeout: test.testTimeout, ...test },
  })
}
