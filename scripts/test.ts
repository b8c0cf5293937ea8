/**
 * `npm test [-- vitest arguments]`: builds what the tests need, makes sure of data, a browser and WebGPU, runs every test.
 * `npm test -- --project node` runs the part that needs neither browser nor workerd.
 */
import { existsSync } from 'node:fs'
import { hasPackage, installPeer } from '../training/src/backend/peers.ts'
import { defaultCacheDir } from '../training/src/data/source/locate.ts'
import { requireChromium } from './support/chromium.ts'
import { ROOT, run, SOURCE_CONDITION } from './support/run.ts'
import { WRANGLER_ENVIRONMENT } from './support/wrangler.ts'

/** Data that is named, or lies beside the repository; else it is downloaded into the cache, once. */
async function dataFolder(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (env.EDGEINK_DATA) return env.EDGEINK_DATA
  const beside = `${ROOT}../shared/data`
  if (existsSync(beside)) return beside
  const fetch = [`--conditions=${SOURCE_CONDITION}`, 'scripts/fetch-data.ts']
  if ((await run('node', fetch, env)) === 0) return defaultCacheDir(env)
  console.error('tests that read data will fail: name its folder with EDGEINK_DATA')
  return undefined
}

/** Dawn, to train with on a software adapter. Not every clone has it; without a network its test says what is missing. */
async function installWebgpu(): Promise<void> {
  if (hasPackage('webgpu', 'webgpu')) return
  await installPeer('webgpu').catch((error: Error) => console.warn(error.message))
}

async function main(args: readonly string[]): Promise<number> {
  const runs = (project: string) => !args.includes('--project') || args.includes(project)
  const needsBrowser = runs('browser')
  const env: NodeJS.ProcessEnv = { ...process.env, ...WRANGLER_ENVIRONMENT }
  if (needsBrowser) env.EDGEINK_CHROMIUM = requireChromium()
  const data = runs('node') ? await dataFolder(env) : undefined
  if (data !== undefined) env.EDGEINK_DATA = data
  const webgpu = runs('node') ? installWebgpu() : undefined
  const built = await run('node', [`--conditions=${SOURCE_CONDITION}`, 'scripts/build.ts'], env)
  await webgpu
  if (built !== 0) return built
  return run('vitest', ['run', ...args], env)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
