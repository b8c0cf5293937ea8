/**
 * The whole fuzz run of the engine: mutated model files and hostile tensors. Prints how many cases ended in which way,
 * the slowest in processor time, and the most memory that one took; stops at the first that is neither a named error nor a valid result.
 */
import { readResult, writeResult } from '../../bench/src/result.ts'
import { numberFlag, oneOf } from '../../scripts/support/flags.ts'
import { runCommand } from '../../training/src/cli/main.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import type { FuzzResult, FuzzRun } from './fuzz/report.ts'
import { type CaseOptions, runCase } from './fuzz/run-case.ts'
import { seedModels } from './fuzz/seeds.ts'

const KERNELS = ['auto', 'wasm-relaxed', 'wasm-simd', 'js'] as const
const MEGABYTE = 1024 * 1024

const HELP = `usage: npm run fuzz -- [flags]
Mutated model files and hostile tensors: each must end in a named error or a valid answer.

  --cases N        how many cases; default 200000
  --from N         the first case, as an error names it; default 0
  --kernel NAME    ${KERNELS.join(', ')}; default auto, the engine's choice
  --record         keep the outcome for \`npm run report\`
  -h, --help       this text
`

async function main(): Promise<number> {
  const { values } = parseFlags({
    options: {
      cases: { type: 'string', default: '200000' },
      from: { type: 'string', default: '0' },
      kernel: { type: 'string', default: 'auto' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const kernel = oneOf('kernel', values.kernel, KERNELS)
  const result = await fuzz(
    numberFlag('from', values.from, 0),
    numberFlag('cases', values.cases, 1),
    kernel === 'auto' ? {} : { kernel },
  )
  if (values.record) {
    // Read now, not before: a run of another kernel may have ended meanwhile.
    const last = await readResult<FuzzResult>('fuzz-engine')
    await writeResult('fuzz-engine', { ...last, [kernel]: result })
  }
  return 0
}

async function fuzz(from: number, cases: number, options: CaseOptions): Promise<FuzzRun> {
  const seeds = seedModels()
  const outcomes: Record<string, number> = {}
  const slowest = { number: 0, milliseconds: 0 }
  const largest = { number: 0, bytes: 0 }
  for (let number = from; number < from + cases; number++) {
    if (number % 1000 === 0) globalThis.gc?.()
    const memory = memoryInUse()
    const before = process.cpuUsage()
    const outcome = await runCase(number, seeds, options).catch((cause) => {
      throw new Error(`case ${number}`, { cause })
    })
    // Processor time: a busy machine must not look like a hang.
    const { user, system } = process.cpuUsage(before)
    const milliseconds = (user + system) / 1000
    // A collection in between makes the difference negative; most cases have none.
    const bytes = memoryInUse() - memory
    if (milliseconds > slowest.milliseconds) Object.assign(slowest, { number, milliseconds })
    if (bytes > largest.bytes) Object.assign(largest, { number, bytes })
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  const run = {
    from,
    cases,
    outcomes,
    slowestMs: slowest.milliseconds,
    largestMB: largest.bytes / MEGABYTE,
  }
  console.log(`kernel ${options.kernel ?? 'auto'}, cases ${from} to ${from + cases - 1}`)
  console.table(outcomes)
  console.log(`slowest: case ${slowest.number}, ${run.slowestMs.toFixed(1)} ms`)
  console.log(`most memory: case ${largest.number}, ${run.largestMB.toFixed(1)} MB`)
  console.log(`resident at most: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
  return run
}

function memoryInUse(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

await runCommand(main)
