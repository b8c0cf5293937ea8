import * as tf from '@tensorflow/tfjs'
import type { ParameterSpec } from './parameters.ts'

/** `[inputs + 1, outputs]`: weights, then the bias, `bias` everywhere at first, as the last row. */
export function linearSpec(name: string, inputs: number, outputs: number, bias = 0): ParameterSpec {
  return {
    name,
    rows: inputs + 1,
    columns: outputs,
    gates: 1,
    blocks: [
      { kind: 'glorot', rows: inputs },
      { kind: 'bias', rows: 1, values: new Float32Array(outputs).fill(bias) },
    ],
  }
}

/** `x · weights + bias` of a parameter that `linearSpec` describes. */
export function applyLinear(weights: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  const ones = tf.ones([x.shape[0], 1]) as tf.Tensor2D
  return tf.matMul(tf.concat2d([x, ones], 1), weights)
}
