import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
  resolve: { conditions: ['@edgeink/source', 'workerd', 'worker', 'browser'] },
  test: { name: 'workerd', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
})
