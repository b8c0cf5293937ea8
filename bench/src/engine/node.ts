import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { run } from '../../../scripts/support/run.ts'
import type { ChildResult } from './child.ts'
import { type Spread, spread, spreadIfAny } from './statistics.ts'
import { isPreparable, PORTABLE } from './subjects.ts'

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url))

/**
 * Everything that is timed in Node. `digits-model` is the shipped model from strokes to candidates on our default
 * kernel, and `memory-bound` a limit rather than an engine.
 */
export const NODE_NAMES = [
  ...PORTABLE,
  'ort-node-fp32',
  'ort-node-int8',
  'tfjs-wasm',
  'digits-model',
  'memory-bound',
] as const

export type NodeName = (typeof NODE_NAMES)[number]

/** One engine over all rounds; times are the fastest sample of each process. */
export interface NodeResult {
  readonly name: string
  readonly firstMs: Spread
  /** The same, where the engine was prepared before the bytes came. */
  readonly preparedMs?: Spread
  readonly batch1: Spread
  readonly batch32: Spread
  readonly memoryMiB: Spread
}

interface NodeRound extends ChildResult {
  readonly preparedMs: number | undefined
}

/** A process for each engine and round; each round goes through the engines in the other direction. */
export async function timeInNode(
  folder: string,
  rounds: number,
  names: readonly NodeName[] = NODE_NAMES,
): Promise<NodeResult[]> {
  await buildPackages()
  const results = new Map<string, NodeRound[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      process.stderr.write(`node, round ${round + 1} of ${rounds}: ${name}\n`)
      const measured = await runChild<ChildResult>(name, folder)
      const preparedMs = isPreparable(name)
        ? await runChild<number>(name, folder, 'prepared')
        : undefined
      results.get(name)?.push({ ...measured, preparedMs })
    }
  }
  return [...results].map(([name, rounds]) => ({
    name,
    firstMs: spread(rounds.map((r) => r.firstMs)),
    preparedMs: spreadIfAny(rounds.map((r) => r.preparedMs)),
    batch1: spread(rounds.map((r) => r.batch1.fastest)),
    batch32: spread(rounds.map((r) => r.batch32.fastest)),
    memoryMiB: spread(rounds.map((r) => r.memoryMiB)),
  }))
}

/** The children run what would be published, which must be that of these sources. */
async function buildPackages(): Promise<void> {
  const code = await run('node', [...process.execArgv, 'scripts/build.ts', 'packages'])
  if (code !== 0) throw new Error(`bench: scripts/build.ts packages ended with code ${code}`)
}

/** Without the condition that resolves packages to their sources: a child runs them as built for publishing. */
function runChild<T>(...args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [CHILD, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
      else reject(new Error(`bench: ${args[0]} ended with code ${code}`))
    })
  })
}
