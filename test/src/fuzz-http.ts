/**
 * `npm run fuzz:http -- --requests 200000 --from 0 --server workerd|node --record`: hostile requests against the worker
 * as it would be uploaded, or against the container's server. Stops at the first that is not answered as it should be.
 * `--record` keeps the outcome for `npm run report`.
 */
import { parseArgs } from 'node:util'
import { readResult, writeResult } from '../../bench/src/result.ts'
import { bundleWorker } from '../../scripts/support/bundle-worker.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { startWorkerd } from '../../scripts/support/workerd-process.ts'
import { readServerSettings } from '../../workers/classify/server/settings.ts'
import { startServer } from '../../workers/classify/server/start-server.ts'
import type { FuzzHttpResult } from './http-fuzz/report.ts'
import { fuzzHttp } from './http-fuzz/run.ts'

interface Target extends AsyncDisposable {
  readonly url: string
}

const TARGETS: Readonly<Record<string, () => Promise<Target>>> = {
  workerd: async () => startWorkerd((await bundleWorker()).modules),
  async node() {
    const env = { LOG_LEVEL: 'error', PORT: '0', HOST: '127.0.0.1' }
    const settings = readServerSettings(env, {
      modelsFolder: `${ROOT}packages/models`,
      migrationsFolder: `${ROOT}workers/classify/migrations`,
      assetsFolder: undefined,
    })
    const server = await startServer(env, settings)
    return { url: server.url, [Symbol.asyncDispose]: () => server.stop() }
  },
}

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    from: { type: 'string', default: '0' },
    server: { type: 'string', default: 'workerd' },
    record: { type: 'boolean', default: false },
  },
})
const startTarget = TARGETS[values.server]
if (!startTarget) throw new Error(`expected --server ${Object.keys(TARGETS).join(' or ')}`)
await using target = await startTarget()
const outcomes = await fuzzHttp({
  url: target.url,
  from: Number(values.from),
  requests: Number(values.requests),
  onCheck: (done) => process.stderr.write(`\r${done} requests`),
})
console.log(`\n${values.server}: ${values.requests} requests from case ${values.from}, by status:`)
console.table(outcomes)
if (values.record) {
  // Read now, not before: a run against the other server may have ended meanwhile.
  const last = await readResult<FuzzHttpResult>('fuzz-http')
  const run = { from: Number(values.from), requests: Number(values.requests), outcomes }
  await writeResult('fuzz-http', { ...last, [values.server]: run })
}
