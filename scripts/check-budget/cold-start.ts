import type { BundledModule, WorkerBundle } from '../support/bundle-worker.ts'
import { cpuMs } from '../support/process-usage.ts'
import { startWorkerd } from '../support/workerd-process.ts'
import { type Measurement, quantile } from './budgets.ts'
import { createPost, expectOk } from './post.ts'

/** Answers, and does nothing else: what workerd itself takes to start. */
const EMPTY: BundledModule = {
  name: 'empty.js',
  kind: 'esModule',
  bytes: new TextEncoder().encode("export default { fetch: () => new Response('') }"),
}

/**
 * Starts workerd so many times, each with a cold isolate. By processor time, loading the model and the compilers' own
 * threads included, up to the answer: a clock on the wall would count whoever else uses the cores.
 */
export async function measureColdStart(
  { modules }: WorkerBundle,
  times: number,
): Promise<Measurement[]> {
  const startups: number[] = []
  const firsts: number[] = []
  for (let i = 0; i < times; i++) {
    const empty = await startedCpu([EMPTY])
    await using worker = await startWorkerd(modules)
    startups.push(cpuMs(worker.pid) - empty)
    using client = await createPost(worker.url)
    const before = cpuMs(worker.pid)
    expectOk(await client.post())
    firsts.push(cpuMs(worker.pid) - before)
  }
  return [
    { budget: 'startup', value: quantile(startups, 0.5) },
    { budget: 'first', value: quantile(firsts, 0.5) },
  ]
}

async function startedCpu(modules: readonly BundledModule[]): Promise<number> {
  await using worker = await startWorkerd(modules)
  return cpuMs(worker.pid)
}
