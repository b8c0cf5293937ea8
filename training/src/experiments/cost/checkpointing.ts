import { startBackend } from '../../backend/backend.ts'
import { measureSequences, type SequenceCost } from '../../memory/sequences.ts'
import type { Experiment } from '../experiment.ts'

/** Memory and time of a step of training, with and without gradient checkpointing. */
export interface CheckpointingResult {
  readonly backend: string
  readonly costs: readonly SequenceCost[]
}

const SPEC = { batch: 16, hidden: 128, repetitions: 3 } as const
const QUICK_SPEC = { batch: 2, hidden: 8, repetitions: 1 } as const

export function checkpointing(quick: boolean): Experiment {
  const spec = quick ? QUICK_SPEC : SPEC
  return {
    name: 'gradient-checkpointing',
    group: 'timing',
    about:
      'memory and time of a step over 28 and over 784 time steps, with and without checkpointing',
    spec,
    async run({ compute, signal }): Promise<CheckpointingResult | undefined> {
      const backend = await startBackend(compute.backend ?? 'auto')
      const costs: SequenceCost[] = []
      for await (const cost of measureSequences(spec)) {
        if (signal.aborted) return undefined
        costs.push(cost)
      }
      return { backend, costs }
    },
  }
}
