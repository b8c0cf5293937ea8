import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

// The engine's contract inside of workerd, where WebAssembly comes as imported modules only.
const conditions = ['@edgeink/source', 'workerd', 'worker', 'module', 'browser']

export default defineConfig({
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'engine-workerd',
    include: ['*.test.ts'],
    testTimeout: 60_000,
  },
})
