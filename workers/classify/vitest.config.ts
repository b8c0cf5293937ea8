import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

// The tests run inside of workerd. Sources of the workspace's packages are imported directly, as in /vitest.config.ts.
const conditions = ['@edgeink/source', 'workerd', 'worker', 'module', 'browser']

export default defineConfig({
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'workerd',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 120_000,
  },
})
