import * as tf from '@tensorflow/tfjs'

/** How a view's numbers are normalised before the first layer: `(x − mean) / std`. */
export interface Normalisation {
  readonly mean: number
  readonly std: number
}

/** What the tensors of a batch are made of. */
export interface BatchShape {
  readonly steps: number
  readonly features: number
}

/**
 * Turns `[batch, steps, features]` numbers into one tensor `[batch, features + 1]` for each step, normalised,
 * the last column ones (it meets the bias row of a kernel).
 */
export function stepTensors(
  inputs: Float32Array,
  { steps, features }: BatchShape,
  { mean, std }: Normalisation,
): tf.Tensor2D[] {
  const batch = inputs.length / (steps * features)
  const width = features + 1
  return Array.from({ length: steps }, (_, t) => {
    const values = new Float32Array(batch * width)
    for (let b = 0; b < batch; b++) {
      const from = (b * steps + t) * features
      const to = b * width
      for (let f = 0; f < features; f++) values[to + f] = (inputs[from + f] - mean) / std
      values[to + features] = 1
    }
    return tf.tensor2d(values, [batch, width])
  })
}
