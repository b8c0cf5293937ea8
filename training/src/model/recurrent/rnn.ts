import * as tf from '@tensorflow/tfjs'
import type { Cell } from './cell.ts'

/** The plain recurrent cell of Elman (1990): h = tanh(W·x + U·h + b). */
export const rnn: Cell = {
  gates: 1,

  /** Doubled because tanh(x) = 2σ(2x) − 1. */
  prepare: (kernel) => [tf.mul(kernel, 2)],

  forward([b], x, { h }) {
    const xh = tf.concat2d([x, h], 1)
    const s = tf.fused.matMul({ a: xh, b, activation: 'sigmoid' })
    return { h: tf.sub<tf.Tensor2D>(tf.mul(s, 2), 1) }
  },

  backward({ h }, _before, dh) {
    const gates = tf.sub<tf.Tensor2D>(dh, tf.mul(dh, tf.mul(h, h)))
    return { inputGates: gates, stateGates: gates }
  },
}
