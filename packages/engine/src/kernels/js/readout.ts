import type { Readout } from '../../graph/recurrent.ts'
import type { Sequence } from './scan.ts'

/** Writes what the head sees of a layer's states to `state` at `at`. */
export function writeReadout(
  readout: Readout,
  sequence: Sequence,
  hiddenSize: number,
  state: Float64Array,
  at: number,
): void {
  const last = (sequence.steps - 1) * sequence.stride
  if (readout === 'mean-max') {
    writeMeanMax(sequence, state, at)
    return
  }
  for (let j = 0; j < sequence.stride; j++) {
    // The backward direction, behind the forward one, ends at step 0.
    const step = readout === 'final' && j >= hiddenSize ? 0 : last
    state[at + j] = sequence.data[step + j]
  }
}

function writeMeanMax({ data, steps, stride }: Sequence, state: Float64Array, at: number): void {
  for (let j = 0; j < stride; j++) {
    let sum = 0
    let max = Number.NEGATIVE_INFINITY
    for (let i = j; i < data.length; i += stride) {
      sum += data[i]
      max = Math.max(max, data[i])
    }
    state[at + j] = sum / steps
    state[at + stride + j] = max
  }
}
