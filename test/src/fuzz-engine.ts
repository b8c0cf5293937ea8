/**
 * The whole fuzz run of the engine: mutated model files and hostile tensors. Prints how many cases ended in which way,
 * the slowest in processor time, and the most memory that one took; stops at the first that is neither a named error nor a valid result.
 */
import { readResult, writeResult } from '../../bench/src/result.ts'
import { endWithNpm } from '../../scripts/support/run.ts'
import { runCommand } from '../../training/src/cli/main.ts'
import type { FuzzResult, FuzzRun } from './fuzz/report.ts'
import { type CaseOptions, runCase } from './fuzz/run-case.ts'
import { seedModels } from './fuzz/seeds.ts'
import { readFuzzArguments } from './fuzz-arguments.ts'

/** `auto` is the engine's own choice. */
const KERNELS = ['auto', 'wasm-relaxed', 'wasm-simd', 'js'] as const
const MEGABYTE = 1024 * 1024

async function main(): Promise<number> {
  const asked = readFuzzArguments({
    name: 'fuzz',
    about:
      'Mutated model files and hostile tensors: each must end in a named error or a valid answer.',
    count: 'cases',
    choice: 'kernel',
    choices: KERNELS,
  })
  if (!asked) return 0
  const { from, count, choice: kernel, record } = asked
  const result = await fuzz(from, count, kernel === 'auto' ? {} : { kernel })
  if (record) {
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

endWithNpm()
await runCommand(main)
