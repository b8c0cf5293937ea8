/**
 * `npm run fuzz:http -- --requests 200000 --from 0 --server workerd|node`: hostile requests against the worker as it
 * would be uploaded, or against the container's server. Stops at the first that is not answered as it should be.
 */
import { parseArgs } from 'node:util'
import { bundleWorker } from '../../scripts/support/bundle-worker.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { startWorkerd } from '../../scripts/support/workerd-process.ts'
import { readServerSettings } from '../../workers/classify/server/settings.ts'
import { startServer } from '../../workers/classify/server/start-server.ts'
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
