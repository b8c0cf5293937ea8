import * as tf from '@tensorflow/tfjs'
import { KERNEL_GATES, lstmDirection } from './lstm-direction.ts'
import type { Network, NetworkShape } from './network.ts'
import type { ParameterSpec } from './parameters.ts'

/**
 * The paper's network: one bidirectional LSTM, the states of both directions side by side, a linear head.
 * With the readout `last-step` the backward direction has read one step only (the paper's code).
 */
export function bilstm(shape: NetworkShape): Network {
  const { steps: length, hidden } = shape
  const forwardOrder = Array.from({ length }, (_, t) => t)
  const backwardOrder =
    shape.readout === 'final' ? forwardOrder.toReversed() : forwardOrder.slice(-1)
  return {
    shape,
    stateSize: 2 * hidden,
    parameters: [
      lstmKernel('forward', shape.features, hidden),
      lstmKernel('backward', shape.features, hidden),
      linearHead(2 * hidden, shape.labels),
    ],
    logits(parameters, steps, dropoutMask) {
      const state = tf.concat2d(
        [
          lstmDirection(parameters.forward, steps, forwardOrder),
          lstmDirection(parameters.backward, steps, backwardOrder),
        ],
        1,
      )
      return applyHead(parameters.head, dropoutMask ? tf.mul(state, dropoutMask) : state)
    },
  }
}

/** Rows x, bias, h; the forget gate's bias begins at 1 so that the cell remembers (Jozefowicz et al. 2015). */
function lstmKernel(name: string, features: number, hidden: number): ParameterSpec {
  const bias = new Float32Array(KERNEL_GATES * hidden).fill(1, hidden, 2 * hidden)
  return {
    name,
    rows: features + 1 + hidden,
    columns: KERNEL_GATES * hidden,
    gates: KERNEL_GATES,
    blocks: [
      { kind: 'glorot', rows: features },
      { kind: 'bias', rows: 1, values: bias },
      { kind: 'orthogonal', rows: hidden },
    ],
  }
}

/** `[state + 1, labels]`: weights, then the bias as the last row. */
function linearHead(state: number, labels: number): ParameterSpec {
  return {
    name: 'head',
    rows: state + 1,
    columns: labels,
    gates: 1,
    blocks: [
      { kind: 'glorot', rows: state },
      { kind: 'bias', rows: 1, values: new Float32Array(labels) },
    ],
  }
}

function applyHead(head: tf.Tensor2D, state: tf.Tensor2D): tf.Tensor2D {
  const ones = tf.ones([state.shape[0], 1]) as tf.Tensor2D
  return tf.matMul(tf.concat2d([state, ones], 1), head)
}
