import type { WorkerBundle } from '../support/bundle-worker.ts'
import { cpuMs } from '../support/process-usage.ts'
import { startWorkerd } from '../support/workerd-process.ts'
import { type Measurement, quantile } from './budgets.ts'
import { createPost, expectOk } from './post.ts'

/** Requests before the first that counts: a busy isolate has long compiled what it runs. */
const WARM = 300

/** Processor time of all of workerd's threads for a request, HTTP and collecting garbage included. */
export async function measureRequestCpu(
  { modules }: WorkerBundle,
  requests: number,
): Promise<Measurement> {
  await using worker = await startWorkerd(modules)
  using client = await createPost(worker.url)
  const taken: number[] = []
  for (let i = 0; i < WARM + requests; i++) {
    const before = cpuMs(worker.pid)
    expectOk(await client.post())
    if (i >= WARM) taken.push(cpuMs(worker.pid) - before)
  }
  return { budget: 'request', value: quantile(taken, 0.99) }
}
