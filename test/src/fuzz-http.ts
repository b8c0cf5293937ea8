/**
 * Hostile requests against the worker as it would be uploaded, or against the container's server. Stops at the first
 * that is not answered as it should be.
 */
import { readResult, writeResult } from '../../bench/src/result.ts'
import { bundleWorker } from '../../scripts/support/bundle-worker.ts'
import { numberFlag, oneOf } from '../../scripts/support/flags.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { startWorkerd } from '../../scripts/support/workerd-process.ts'
import { runCommand } from '../../training/src/cli/main.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import { readServerSettings } from '../../workers/classify/server/settings.ts'
import { startServer } from '../../workers/classify/server/start-server.ts'
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

const HELP = `usage: npm run fuzz:http -- [flags]
Hostile requests: each must be answered as the API says.

  --requests N     how many; default 200000
  --from N         the first case, as an error names it; default 0
  --server NAME    ${SERVERS.join(' or ')}; default workerd
  --record         keep the outcome for \`npm run report\`, added to the last run's if it begins where that ended
  -h, --help       this text
`

async function main(): Promise<number> {
  const { values } = parseFlags({
    options: {
      requests: { type: 'string', default: '200000' },
      from: { type: 'string', default: '0' },
      server: { type: 'string', default: 'workerd' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const server = oneOf('server', values.server, SERVERS)
  const from = numberFlag('from', values.from, 0)
  const requests = numberFlag('requests', values.requests, 1)
  await using target = await TARGETS[server]()
  const outcomes = await fuzzHttp({
    url: target.url,
    from,
    requests,
    onCheck: (done) => process.stderr.write(`\r${done} requests`),
  })
  console.log(`\n${server}: ${requests} requests from case ${from}, by status:`)
  console.table(outcomes)
  if (values.record) {
    // Read now, not before: a run against the other server may have ended meanwhile.
    const last = await readResult<FuzzHttpResult>('fuzz-http')
    const run = joined(last?.[server], { from, requests, outcomes })
    await writeResult('fuzz-http', { ...last, [server]: run })
  }
  return 0
}

await runCommand(main)
