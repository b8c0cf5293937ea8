/**
 * Hostile requests against the worker as it would be uploaded, or against the container's server. Stops at the first
 * that is not answered as it should be.
 */
import { readResult, writeResult } from '../../bench/src/result.ts'
import { bundleWorker } from '../../scripts/support/bundle-worker.ts'
import { endWithNpm, ROOT } from '../../scripts/support/run.ts'
import { startWorkerd } from '../../scripts/support/workerd-process.ts'
import { runCommand } from '../../training/src/cli/main.ts'
import { readServerSettings } from '../../workers/classify/server/settings.ts'
import { startServer } from '../../workers/classify/server/start-server.ts'
import { readFuzzArguments } from './fuzz-arguments.ts'
import { type FuzzHttpResult, joined } from './http-fuzz/report.ts'
import { fuzzHttp } from './http-fuzz/run.ts'

interface Target extends AsyncDisposable {
  readonly url: string
}

const TARGETS = {
  workerd: async (): Promise<Target> => startWorkerd((await bundleWorker()).modules),
  async node(): Promise<Target> {
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

const SERVERS = Object.keys(TARGETS) as (keyof typeof TARGETS)[]

async function main(): Promise<number> {
  const asked = readFuzzArguments({
    name: 'fuzz:http',
    about: 'Hostile requests: each must be answered as the API says.',
    count: 'requests',
    choice: 'server',
    choices: SERVERS,
    recording: ", added to the last run's if it begins where that ended",
  })
  if (!asked) return 0
  const { from, count: requests, choice: server, record } = asked
  await using target = await TARGETS[server]()
  const outcomes = await fuzzHttp({
    url: target.url,
    from,
    requests,
    onCheck: (done) => process.stderr.write(`\r${done} requests`),
  })
  console.log(`\n${server}: ${requests} requests from case ${from}, by status:`)
  console.table(outcomes)
  if (record) {
    // Read now, not before: a run against the other server may have ended meanwhile.
    const last = await readResult<FuzzHttpResult>('fuzz-http')
    const run = joined(last?.[server], { from, requests, outcomes })
    await writeResult('fuzz-http', { ...last, [server]: run })
  }
  return 0
}

endWithNpm()
await runCommand(main)
