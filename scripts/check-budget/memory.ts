import { readFile } from 'node:fs/promises'
import { load } from '../../bench/src/http/load.ts'
import type { BundledModule, WorkerBundle } from '../support/bundle-worker.ts'
import { residentBytes } from '../support/process-usage.ts'
import { ROOT } from '../support/run.ts'
import { startWorkerd } from '../support/workerd-process.ts'

const CONNECTIONS = 64
const INTERVAL_MS = 200

/** Parses and answers JSON, and does nothing else: what workerd itself takes under the same load. */
const ECHO: BundledModule = {
  name: 'echo.js',
  kind: 'esModule',
  bytes: new TextEncoder().encode(
    'export default { fetch: async (request) => new Response(JSON.stringify(await request.json())) }',
  ),
}

export interface Memory {
  /** Megabytes at most. */
  readonly most: number
  /** Percent from the middle third of the load to the last: what came before is the heap taking its size. */
  readonly growth: number
}

/** Resident memory of workerd with the worker, and with one that only echoes, while 64 connections post without a pause. */
export async function measureMemory(
  { modules }: WorkerBundle,
  requests: number,
): Promise<{ readonly worker: Memory; readonly echo: Memory }> {
  const body = await readFile(`${ROOT}example.json`, 'utf8')
  return {
    worker: await memoryOf(modules, body, requests),
    echo: await memoryOf([ECHO], body, requests),
  }
}

async function memoryOf(
  modules: readonly BundledModule[],
  body: string,
  requests: number,
): Promise<Memory> {
  await using worker = await startWorkerd(modules)
  const samples: number[] = []
  const timer = setInterval(() => samples.push(residentBytes(worker.pid)), INTERVAL_MS)
  try {
    const { failed } = await load({
      url: `${worker.url}/classify`,
      body,
      connections: CONNECTIONS,
      requests,
    })
    if (failed > 0)
      throw new Error(`expected every request to be answered with 2xx, ${failed} were not`)
  } finally {
    clearInterval(timer)
  }
  const third = Math.floor(samples.length / 3)
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)]
  return { most: Math.max(...samples) / 1e6, growth: 100 * (mean(last) / mean(middle) - 1) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
