/** `npm run check`: types, lint, format, import direction, secrets, known vulnerabilities. */
import { existsSync } from 'node:fs'
import { buildKernels } from './build-kernels.ts'
import { auditDependencies } from './checks/audit.ts'
import { checkSecrets } from './checks/secrets.ts'
import { runScript } from './support/command.ts'
import { ROOT, run } from './support/run.ts'

const PROJECTS = [
  'packages/ink',
  'packages/engine',
  'packages/protocol',
  'packages/sdk',
  'workers/classify',
  'workers/classify/server',
  'workers/classify/demo',
  'workers/classify/demo/service-worker',
  'training',
  'test',
  'bench',
  'examples',
  'scripts',
]

const HELP = `npm run check

Types of every part, then lint, format and import direction (zero errors, zero warnings), then secrets in the
repository and known vulnerabilities of what it depends on. npm run fix mends what can be mended by itself.
`

async function main(): Promise<number> {
  await buildKernels()
  let failed = 0
  for (const project of PROJECTS) {
    if (!existsSync(`${ROOT}${project}/tsconfig.json`)) continue
    if ((await run('tsc', ['-p', project])) !== 0) failed++
  }
  if ((await run('biome', ['check', '--error-on-warnings', '.'])) !== 0) failed++
  if ((await checkSecrets()) > 0) failed++
  if ((await auditDependencies()) > 0) failed++
  return failed
}

await runScript({ help: HELP }, async () => {
  const failed = await main()
  if (failed > 0) console.error(`check: ${failed} of its steps failed: what is wrong stands above.`)
  return failed > 0 ? 1 : 0
})
