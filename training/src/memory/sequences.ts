import type { NetworkShape } from '../model/architecture.ts'
import { measureStep, type StepCost } from './measure-step.ts'

/** Ways to read an image, and the lengths of segments to try: 0 keeps every step. */
export const SEQUENCES = [
  { steps: 28, features: 28, segments: [0, 4, 7] },
  { steps: 784, features: 1, segments: [0, 28, 56] },
] as const

export interface SequenceOptions {
  readonly batch: number
  readonly hidden: number
  readonly repetitions: number
}

/** What a step of training costs with one length of segments. */
export interface SequenceCost extends StepCost {
  readonly steps: number
  /** Every so-manieth state is kept; 0: all are. */
  readonly segment: number
}

/** Measures a step of the paper's network for each way of reading and each length of segments, told one by one. */
export async function* measureSequences(options: SequenceOptions): AsyncGenerator<SequenceCost> {
  const { batch, hidden, repetitions } = options
  for (const { steps, features, segments } of SEQUENCES) {
    const shape: NetworkShape = {
      architecture: 'bilstm',
      steps,
      features,
      hidden,
      labels: 10,
      readout: 'final',
      connection: 'none',
    }
    for (const segment of segments) {
      yield { steps, segment, ...(await measureStep({ shape, batch, segment, repetitions })) }
    }
  }
}
