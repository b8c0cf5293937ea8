/**
 * `npm run build [-- kernels|packages|demo|examples …]`: everything that is made rather than written.
 * Without a name all of it, in the order in which one needs the other.
 */
import { rm } from 'node:fs/promises'
import { buildDemo } from './build-demo.ts'
import { buildExamples } from './build-examples.ts'
import { buildKernels } from './build-kernels.ts'
import { buildServer } from './build-server.ts'
import { buildStandalone } from './build-standalone.ts'
import { buildWorker } from './build-worker.ts'
import { ROOT, run } from './support/run.ts'

const PACKAGES = ['ink', 'engine', 'protocol', 'sdk']

const TARGETS: Record<string, () => Promise<void>> = {
  kernels: buildKernels,
  packages: buildPackages,
  demo: buildDemo,
  examples: buildExamples,
  server: buildServer,
}

/** Emits `dist/` of each package that is published: ES modules and their types. */
async function buildPackages(): Promise<void> {
  for (const name of PACKAGES) {
    const folder = `packages/${name}`
    await rm(`${ROOT}${folder}/dist`, { recursive: true, force: true })
    const emit = ['--noEmit', 'false', '--outDir', `${folder}/dist`, '--rootDir', `${folder}/src`]
    const code = await run('tsc', ['-p', `${folder}/tsconfig.build.json`, ...emit])
    if (code !== 0) throw new Error(`build: tsc failed for ${folder} with exit code ${code}`)
  }
  await buildWorker()
  await buildStandalone()
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in TARGETS))
  if (unknown) {
    throw new Error(`build: no target '${unknown}'; there are ${Object.keys(TARGETS).join(', ')}`)
  }
  for (const name of names.length > 0 ? names : Object.keys(TARGETS)) await TARGETS[name]()
}

await main(process.argv.slice(2))
