import { defineConfig } from 'vitest/config'
import { TallyReporter } from './scripts/support/tally-reporter.ts'

// Sources are imported directly, through this condition of each package's exports map; `dist` is for publishing.
const conditions = ['@edgeink/source']
const resolve = { conditions }
// Without 'import': vitest hands these on to require() of CommonJS packages, which must not get ES modules.
const ssr = { resolve: { conditions: [...conditions, 'node', 'module', 'default'] } }

export default defineConfig({
  test: {
    reporters: ['default', new TallyReporter()],
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'training/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/src/**/*.test.ts',
            'test/node/**/*.test.ts',
            'workers/*/server/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      './workers/classify/vitest.config.ts',
      './test/workerd/vitest.config.ts',
      {
        resolve,
        ssr,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // What a test waits for comes later on a busy machine than in the second that Vitest gives it.
          expect: { poll: { timeout: 30_000 } },
          // One stall of a busy machine is no fault of the page; the tally names every test that needed this.
          retry: 1,
        },
      },
    ],
  },
})
