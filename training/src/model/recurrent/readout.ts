import * as tf from '@tensorflow/tfjs'

/**
 * What the head sees of the top layer:
 * - `final`: last state of each direction;
 * - `last-step`: output at the last time step, as in the paper's code (the backward direction has read one step);
 * - `mean-max`: the mean over time, then the maximum over time.
 */
export const READOUTS = ['final', 'last-step', 'mean-max'] as const
export type ReadoutName = (typeof READOUTS)[number]

/** Hidden states of a direction in reading order. */
type Outputs = readonly tf.Tensor2D[]

/** Parts of the state, `[batch, hidden]` each: the directions side by side, for the maximum a second time. */
export function readState(readout: ReadoutName, directions: readonly Outputs[]): tf.Tensor2D[] {
  if (readout !== 'mean-max') return directions.map((outputs) => outputs.at(-1)!)
  const means = directions.map((outputs) => tf.div(tf.addN([...outputs]), outputs.length))
  return [...means, ...directions.map(maximum)] as tf.Tensor2D[]
}

/** Gradients of the hidden states in reading order, by direction, given those of the parts of the state. */
export function readGradient(
  readout: ReadoutName,
  directions: readonly Outputs[],
  parts: readonly tf.Tensor2D[],
  steps: number,
): (tf.Tensor2D | undefined)[][] {
  const count = directions.length
  return directions.map((outputs, d) => {
    if (readout === 'mean-max') return poolGradient(outputs, parts[d], parts[count + d])
    const length = readout === 'last-step' && d === 1 ? 1 : steps
    const gradients: (tf.Tensor2D | undefined)[] = new Array(length).fill(undefined)
    gradients[length - 1] = parts[d]
    return gradients
  })
}

function maximum(outputs: Outputs): tf.Tensor2D {
  return outputs.reduce((max, h) => tf.maximum(max, h))
}

/** The mean's gradient goes to all steps alike, the maximum's to the steps that have it. */
function poolGradient(outputs: Outputs, mean: tf.Tensor2D, max: tf.Tensor2D): tf.Tensor2D[] {
  const share = tf.div<tf.Tensor2D>(mean, outputs.length)
  const greatest = maximum(outputs)
  return outputs.map((h) => {
    const chosen = tf.cast(tf.equal(h, greatest), 'float32')
    return tf.add(share, tf.mul(max, chosen))
  })
}
