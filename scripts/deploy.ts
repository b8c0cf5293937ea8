/** `npm run deploy -- ENVIRONMENT`: checks what the platform would refuse, and hands over to wrangler. */
import { unstable_readConfig } from 'wrangler'
import { readPackages } from '../workers/classify/server/read-packages.ts'
import { readEnvironment } from '../workers/classify/src/environment.ts'
import { createVersionedStore } from '../workers/classify/src/versions/versioned-store.ts'
import { missingCredentials } from './deploy/credentials.ts'
import { checkSize, LIMITS_KB } from './deploy/size.ts'
import { bundleWorker, WORKER_FOLDER } from './support/bundle-worker.ts'
import { CommandError, runScript } from './support/command.ts'
import { capture, ROOT, run } from './support/run.ts'
import { WRANGLER_ENVIRONMENT } from './support/wrangler.ts'

const ENVIRONMENTS = Object.keys(LIMITS_KB)

const HELP = `npm run deploy -- ${ENVIRONMENTS.join('|')} [--dry-run] [-- wrangler's flags]

Builds the worker, checks what the platform would refuse (variables, size, startup), says what an account still lacks,
and hands over to wrangler.

  --dry-run  stops before anything is sent
`

async function main(
  flags: { readonly 'dry-run': boolean },
  [environment, ...passed]: readonly string[],
): Promise<number> {
  if (!ENVIRONMENTS.includes(environment)) {
    const got = environment === undefined ? 'none' : `'${environment}'`
    throw new CommandError(
      `expected an environment (${ENVIRONMENTS.join(', ')}), got ${got}: npm run deploy -- staging --dry-run`,
    )
  }
  const env = { ...process.env, ...WRANGLER_ENVIRONMENT }
  const built = await run(
    'node',
    ['--conditions=@edgeink/source', 'scripts/build.ts', 'kernels', 'demo'],
    env,
  )
  if (built !== 0) return built
  await checkVariables(environment)
  const bundle = await bundleWorker({ environment })
  console.log(checkSize(environment, bundle.gzipBytes))
  await checkStartup(environment, env)
  if (flags['dry-run']) return 0
  const missing = missingCredentials(process.env)
  if (missing) throw new CommandError(missing)
  const config = ['--config', `${WORKER_FOLDER}wrangler.jsonc`, '--env', environment]
  const wrangler = `${ROOT}node_modules/wrangler/bin/wrangler.js`
  return run('node', [wrangler, 'deploy', ...config, ...passed], env)
}

/** Reads them as the worker will: a rollback with a slip in it must fail here, not in front of users. */
async function checkVariables(environment: string): Promise<void> {
  const config = `${WORKER_FOLDER}wrangler.jsonc`
  const { vars } = unstable_readConfig({ config, env: environment })
  const { versions } = readEnvironment(vars)
  const packages = await readPackages(`${ROOT}packages/models`)
  const served = packages.filter(({ manifest }) => (manifest as { id: string }).id === 'digits')
  createVersionedStore({ packages: served, load: refuse, routes: versions, log: () => {} })
  console.log('variables: read as the worker will read them')
}

async function refuse(): Promise<never> {
  throw new Error('nothing is loaded to check names')
}

/** wrangler's own check runs the worker here; the platform refuses what takes more than a second there. */
async function checkStartup(environment: string, env: NodeJS.ProcessEnv): Promise<void> {
  const wrangler = `${ROOT}node_modules/wrangler/bin/wrangler.js`
  const profile = ['--outfile', `${WORKER_FOLDER}.wrangler/startup.cpuprofile`]
  // With =: yargs takes a value that begins with dashes for a flag of its own.
  const deploy = `--args=--env ${environment}`
  const args = ['check', 'startup', '--cwd', WORKER_FOLDER, ...profile, deploy]
  const { code, output } = await capture('node', [wrangler, ...args], env)
  if (code !== 0) throw new CommandError(`the worker does not start:\n${output}`)
  const active = /Active: ([\d.]+ ms)/.exec(output)?.[1]
  console.log(`startup: ${active ?? 'measured'} on this machine`)
}

await runScript(
  {
    help: HELP,
    takesWords: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  },
  main,
)
