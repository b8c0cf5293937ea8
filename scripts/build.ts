/** `npm run build`: everything that is made rather than written. */
import { rm } from 'node:fs/promises'
import { buildDemo } from './build-demo.ts'
import { buildExamples } from './build-examples.ts'
import { buildKernels } from './build-kernels.ts'
import { buildServer } from './build-server.ts'
import { buildStandalone } from './build-standalone.ts'
import { buildWorker } from './build-worker.ts'
import { CommandError, runScript } from './support/command.ts'
import { ROOT, run } from './support/run.ts'

const PACKAGES = ['ink', 'engine', 'protocol', 'sdk']

const TARGETS: Record<string, () => Promise<void>> = {
  kernels: buildKernels,
  packages: buildPackages,
  demo: buildDemo,
  examples: buildExamples,
  server: buildServer,
}

const HELP = `npm run build [-- NAME …]

Makes everything that is made rather than written, or what is named: ${Object.keys(TARGETS).join(', ')}.
Each is made after those before it, which it needs.
`

/** Emits `dist/` of each package that is published: ES modules and their types. */
async function buildPackages(): Promise<void> {
  for (const name of PACKAGES) {
    const folder = `packages/${name}`
    await rm(`${ROOT}${folder}/dist`, { recursive: true, force: true })
    const emit = ['--noEmit', 'false', '--outDir', `${folder}/dist`, '--rootDir', `${folder}/src`]
    const code = await run('tsc', ['-p', `${folder}/tsconfig.build.json`, ...emit])
    if (code !== 0) throw new CommandError(`build: tsc failed for ${folder} with exit code ${code}`)
  }
  await buildWorker()
  await buildStandalone()
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in TARGETS))
  if (unknown) {
    throw new CommandError(
      `build: no target '${unknown}'; there are ${Object.keys(TARGETS).join(', ')}`,
    )
  }
  for (const name of names.length > 0 ? names : Object.keys(TARGETS)) await TARGETS[name]()
}

await runScript({ help: HELP, takesWords: true }, (_flags, names) => main(names))
