import { parentPort, workerData } from 'node:worker_threads'
import { startLocalUnit } from './local-unit.ts'
import type { ComputeUnit } from './unit.ts'
import type { WorkerReply, WorkerRequest, WorkerSetup } from './worker-unit.ts'

/** The other end of `startWorkerUnit`: a local unit behind messages. */
async function main(): Promise<void> {
  const port = parentPort
  if (port === null) throw new Error('internal: worker-thread.ts runs in a worker thread only')
  const { setup, readerSetup, arrays, rank } = workerData as WorkerSetup
  const unit = await startLocalUnit(setup, readerSetup, arrays, rank)
  port.on('message', (message: WorkerRequest) => {
    answer(unit, message).then((reply) => port.postMessage(reply))
  })
  port.postMessage({ kind: 'ready', backend: unit.backend } satisfies WorkerReply)
}

async function answer(unit: ComputeUnit, message: WorkerRequest): Promise<WorkerReply> {
  try {
    const result =
      message.kind === 'gradient'
        ? await unit.gradient(message.request)
        : await unit.logits(message.request)
    return { kind: 'done', result }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

await main()
