import { readFile } from 'node:fs/promises'
import { load } from '../../bench/src/http/load.ts'
import type { WorkerBundle } from '../support/bundle-worker.ts'
import { residentBytes } from '../support/process-usage.ts'
import { ROOT } from '../support/run.ts'
import { startWorkerd } from '../support/workerd-process.ts'
import type { Measurement } from './budgets.ts'

const CONNECTIONS = 64
const INTERVAL_MS = 200

/** Samples resident memory while 64 connections post without a pause. */
export async function measureMemory(
  { modules }: WorkerBundle,
  seconds: number,
): Promise<Measurement[]> {
  await using worker = await startWorkerd(modules)
  const samples: number[] = []
  const timer = setInterval(() => samples.push(residentBytes(worker.pid)), INTERVAL_MS)
  try {
    const { failed } = await load({
      url: `${worker.url}/classify`,
      body: await readFile(`${ROOT}example.json`, 'utf8'),
      connections: CONNECTIONS,
      seconds,
    })
    if (failed > 0)
      throw new Error(`expected every request to be answered with 2xx, ${failed} were not`)
  } finally {
    clearInterval(timer)
  }
  const third = Math.floor(samples.length / 3)
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)]
  return [
    { budget: 'memory', value: Math.max(...samples) / 1e6 },
    { budget: 'growth', value: 100 * (mean(last) / mean(middle) - 1) },
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
