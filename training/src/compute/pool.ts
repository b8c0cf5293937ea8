import { type BackendName, runsInThreads, startBackend } from '../backend/backend.ts'
import type { ReaderSetup } from '../pipeline/reader.ts'
import { joinFloats } from './join-floats.ts'
import { startLocalUnit } from './local-unit.ts'
import { createSharedArrays } from './shared-arrays.ts'
import type {
  ComputeUnit,
  GradientRequest,
  GradientResult,
  LogitsRequest,
  SharedArrays,
  UnitSetup,
} from './unit.ts'
import { startWorkerUnit } from './worker-unit.ts'

/** Several units that share the work of every batch. */
export interface ComputePool {
  readonly backend: BackendName
  readonly threads: number
  /** Read by the units at each request: write new weights here. */
  readonly weights: Float32Array
  readonly average: Float32Array
  /** Mean gradient of the batch, summed in the order of the units: valid after `gradient`, until the next. */
  readonly meanGradient: Float32Array
  /** Sums of loss and correct answers over the batch. */
  gradient(request: GradientRequest): Promise<GradientResult>
  /** `[samples, labels]` */
  logits(request: LogitsRequest): Promise<Float32Array>
  close(): Promise<void>
}

export interface PoolOptions {
  readonly setup: UnitSetup
  readonly readerSetup: ReaderSetup
  /** Numbers in all parameters. */
  readonly size: number
  /** 1 computes in this thread, and so does a backend with threads of its own, whatever this says. */
  readonly threads: number
}

/** Starts the units of a run. */
export async function startPool(options: PoolOptions): Promise<ComputePool> {
  const arrays = createSharedArrays(options.size, options.threads)
  const units = await startUnits(options, arrays)
  const meanGradient = new Float32Array(options.size)
  const split = (samples: Int32Array) => splitEvenly(samples, units.length)
  return {
    backend: units[0].backend,
    threads: units.length,
    weights: arrays.weights,
    average: arrays.average,
    meanGradient,
    async gradient({ epoch, position, samples }) {
      const results = await settleAll(
        split(samples).map((part, i) =>
          units[i].gradient({ epoch, position: position + part.start, samples: part.samples }),
        ),
      )
      averageInto(meanGradient, arrays.gradients.slice(0, results.length), samples.length)
      return results.reduce(addResults)
    },
    async logits({ samples, use }) {
      const parts = await settleAll(
        split(samples).map((part, i) => units[i].logits({ samples: part.samples, use })),
      )
      return joinFloats(parts)
    },
    close: async () => void (await Promise.all(units.map((unit) => unit.close()))),
  }
}

async function startUnits(options: PoolOptions, arrays: SharedArrays): Promise<ComputeUnit[]> {
  const { readerSetup, threads } = options
  // What `auto` is, is found out here, once: not by every thread.
  const backend = await startBackend(options.setup.backend)
  const setup = { ...options.setup, backend }
  if (threads === 1 || !runsInThreads(backend)) {
    return [await startLocalUnit(setup, readerSetup, arrays)]
  }
  const starting = Array.from({ length: threads }, (_, rank) =>
    startWorkerUnit({ setup, readerSetup, arrays, rank }),
  )
  try {
    return await settleAll(starting)
  } catch (error) {
    // Those that did start would keep the process alive.
    for (const unit of await Promise.allSettled(starting)) {
      if (unit.status === 'fulfilled') await unit.value.close()
    }
    throw error
  }
}

/** As `Promise.all`, but waits for all when one fails: a unit takes its next request after the answer to the last. */
async function settleAll<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}

interface Part {
  readonly start: number
  readonly samples: Int32Array
}

/** Contiguous parts whose sizes differ by one at most; fewer parts when there are fewer samples. */
export function splitEvenly(samples: Int32Array, parts: number): Part[] {
  const count = Math.min(parts, samples.length)
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * samples.length) / count)
    const end = Math.floor(((i + 1) * samples.length) / count)
    return { start, samples: samples.slice(start, end) }
  })
}

/** Sums in the order of the units, so that a run with one number of threads always rounds alike. */
function averageInto(mean: Float32Array, parts: readonly Float32Array[], samples: number): void {
  for (let i = 0; i < mean.length; i++) {
    let sum = 0
    for (const part of parts) sum += part[i]
    mean[i] = sum / samples
  }
}

function addResults(a: GradientResult, b: GradientResult): GradientResult {
  return { loss: a.loss + b.loss, correct: a.correct + b.correct }
}
