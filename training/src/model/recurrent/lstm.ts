import * as tf from '@tensorflow/tfjs'
import type { Cell, Step } from './cell.ts'
import { gateKernel } from './gate-kernel.ts'

/** Gates of the kernel in their order. */
const GATES = { input: 0, forget: 1, output: 2, candidate: 3 } as const

interface LstmStep extends Step {
  readonly i: tf.Tensor2D
  readonly f: tf.Tensor2D
  readonly o: tf.Tensor2D
  readonly g: tf.Tensor2D
  readonly c: tf.Tensor2D
  readonly tanhC: tf.Tensor2D
}

/**
 * The LSTM (Hochreiter & Schmidhuber 1997) with the forget gate of Gers et al. (2000), whose bias begins at 1 so
 * that the cell remembers (Jozefowicz et al. 2015): c = σ(f)·c + σ(i)·tanh(g), h = σ(o)·tanh(c).
 */
export const lstm: Cell = {
  gates: 4,
  openGate: GATES.forget,

  /** The four gates' own kernels; the candidate's is doubled because tanh(x) = 2σ(2x) − 1. */
  prepare(kernel) {
    const hidden = kernel.shape[1] / 4
    const [i, f, o, g] = Object.values(GATES).map((gate) => gateKernel(kernel, gate, hidden))
    return [i, f, o, tf.mul(g, 2)]
  },

  forward(weights, x, { h, c }): LstmStep {
    const xh = tf.concat2d([x, h], 1)
    const [i, f, o, s] = weights.map(
      (b) => tf.fused.matMul({ a: xh, b, activation: 'sigmoid' }) as tf.Tensor2D,
    )
    const g = tf.sub<tf.Tensor2D>(tf.mul(s, 2), 1)
    const added = tf.mul<tf.Tensor2D>(i, g)
    const next = c === undefined ? added : tf.add<tf.Tensor2D>(tf.mul(f, c), added)
    const tanhC = tf.sub<tf.Tensor2D>(tf.mul(tf.sigmoid(tf.mul(next, 2)), 2), 1)
    return { i, f, o, g, c: next, tanhC, h: tf.mul<tf.Tensor2D>(o, tanhC) }
  },

  backward(step, before, dh, dcNext) {
    const { i, f, o, g, tanhC } = step as LstmStep
    const dho = tf.mul<tf.Tensor2D>(dh, o)
    // dc = dh·o·(1 − tanh²c), plus what the next step hands back through its forget gate.
    const through = tf.sub<tf.Tensor2D>(dho, tf.mul(dho, tf.mul(tanhC, tanhC)))
    const dc = dcNext === undefined ? through : tf.add<tf.Tensor2D>(through, dcNext)
    const dci = tf.mul<tf.Tensor2D>(dc, i)
    const dcig = tf.mul<tf.Tensor2D>(dci, g)
    const dcf = tf.mul<tf.Tensor2D>(dc, f)
    // σ′ = σ(1 − σ) for the gates, 1 − g² for the candidate.
    const zi = tf.mul<tf.Tensor2D>(dcig, tf.sub(1, i))
    const zf =
      before.c === undefined
        ? tf.zerosLike(dc)
        : tf.mul<tf.Tensor2D>(tf.mul(dcf, before.c), tf.sub(1, f))
    const zo = tf.mul<tf.Tensor2D>(tf.mul(dho, tanhC), tf.sub(1, o))
    const zg = tf.sub<tf.Tensor2D>(dci, tf.mul(dcig, g))
    const gates = tf.concat2d([zi, zf, zo, zg], 1)
    return { inputGates: gates, stateGates: gates, c: dcf }
  },
}
