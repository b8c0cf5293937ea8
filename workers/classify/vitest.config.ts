import { fileURLToPath } from 'node:url'
import { readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { workerdProject } from '../../scripts/support/workerd-project.ts'

const migrations = fileURLToPath(new URL('migrations', import.meta.url))

export default workerdProject(
  { name: 'workerd', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 120_000 },
  {
    // Real services of the platform, for the tests that hand them to the worker: see test/bindings.ts.
    ratelimits: { RATE_LIMITER: { namespace_id: '1', simple: { limit: 3, period: 60 } } },
    d1Databases: ['FEEDBACK_DB'],
    bindings: { MIGRATIONS: await readD1Migrations(migrations) },
  },
)
