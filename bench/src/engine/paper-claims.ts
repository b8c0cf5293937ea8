import type { Experiment } from '../../../training/src/experiments/experiment.ts'
import { listNvidia } from '../../../training/src/gpu/nvidia.ts'
import { installPeers } from './native-peers.ts'
import { type NodeName, type NodeResult, timeInNode } from './node.ts'
import { storeWorkload } from './workload.ts'

/** The paper's network in each engine: float32 and int8, side by side. */
export interface InferenceResult {
  readonly network: string
  readonly inks: string
  /** What the times are. */
  readonly unit: string
  /** Of the files. */
  readonly bytes: { readonly float32: number; readonly int8: number }
  readonly engines: readonly NodeResult[]
  /** NVIDIA's devices on this machine; null where there is none. */
  readonly gpu: string | null
}

/** `js` is our engine in float32; its two WebAssembly kernels have int8 and int16 weights. */
const ENGINES: readonly NodeName[] = [
  'wasm-relaxed',
  'wasm-simd',
  'js',
  'ort-web-fp32',
  'ort-web-int8',
  'ort-node-fp32',
  'ort-node-int8',
]

/**
 * What int8 saves, and how long an image takes. Neither depends on the weights' values, so they are random: nothing
 * has to be trained first.
 */
export function inferenceExperiment(quick: boolean): Experiment {
  const rounds = quick ? 1 : 3
  return {
    name: 'inference',
    group: 'timing',
    about: 'bytes of the float32 and int8 files, and the time for an image by each engine',
    spec: { rounds, engines: ENGINES },
    async run({ data, signal }): Promise<InferenceResult | undefined> {
      if (data !== undefined) process.env.EDGEINK_DATA = data
      installPeers()
      await using workload = await storeWorkload({ random: true })
      const engines = await timeInNode(workload.folder, rounds, ENGINES)
      if (signal.aborted) return undefined
      return {
        network: workload.model,
        inks: `${workload.inks.count} digits of Pendigits, training part, rasterized`,
        unit: 'µs an image: the fastest sample of a process, median and quartiles over the rounds',
        bytes: {
          float32: workload.bytes.float32.length,
          int8: workload.bytes.int8.length,
        },
        engines,
        gpu: await gpusHere(),
      }
    },
  }
}

/** NVIDIA's GPUs, a line each. */
async function gpusHere(): Promise<string | null> {
  try {
    return (await listNvidia()).trim() || null
  } catch {
    return null
  }
}
