import { parseArgs } from 'node:util'
import { type CaseOptions, runCase } from './fuzz/run-case.ts'
import { seedModels } from './fuzz/seeds.ts'

/**
 * The whole fuzz run of the engine: mutated model files and hostile tensors. Prints how many cases ended in which way,
 * the slowest in processor time, and the most memory that one took; stops at the first that is neither a named error nor a valid result.
 *
 * Usage: `node --conditions=@edgeink/source --expose-gc test/src/fuzz-engine.ts --cases 200000 --kernel wasm-simd`
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    from: { type: 'string', default: '0' },
    kernel: { type: 'string' },
  },
})
const MEGABYTE = 1024 * 1024
const seeds = seedModels()
const options = { kernel: values.kernel } as CaseOptions
const outcomes: Record<string, number> = {}
const slowest = { number: 0, milliseconds: 0 }
const largest = { number: 0, bytes: 0 }

const first = Number(values.from)
const last = first + Number(values.cases)
for (let number = first; number < last; number++) {
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

console.log(`kernel ${values.kernel ?? 'chosen by the engine'}, cases ${first} to ${last - 1}`)
console.table(outcomes)
console.log(`slowest: case ${slowest.number}, ${slowest.milliseconds.toFixed(1)} ms`)
console.log(`most memory: case ${largest.number}, ${(largest.bytes / MEGABYTE).toFixed(1)} MB`)
console.log(`resident at most: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)

function memoryInUse(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
