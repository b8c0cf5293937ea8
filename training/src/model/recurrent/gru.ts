import * as tf from '@tensorflow/tfjs'
import type { Cell, Step } from './cell.ts'
import { gateKernel } from './gate-kernel.ts'

/** Gates of the kernel in their order. */
const GATES = { update: 0, reset: 1, candidate: 2 } as const

interface GruStep extends Step {
  readonly z: tf.Tensor2D
  readonly r: tf.Tensor2D
  readonly n: tf.Tensor2D
  /** Twice the candidate's share of the hidden state, before the reset gate. */
  readonly u: tf.Tensor2D
}

/**
 * The GRU (Cho et al. 2014) in the form of cuDNN, whose reset gate follows the matrix (ONNX `linear_before_reset`):
 * n = tanh(W·x + b + r·(U·h)), h = (1 − z)·n + z·h. The candidate has one bias, not cuDNN's two.
 */
export const gru: Cell = {
  gates: 3,

  /** Kernels of z and r, then the candidate's for x and for h, doubled because tanh(x) = 2σ(2x) − 1. */
  prepare(kernel) {
    const hidden = kernel.shape[1] / 3
    const inputs = kernel.shape[0] - hidden
    return [
      gateKernel(kernel, GATES.update, hidden),
      gateKernel(kernel, GATES.reset, hidden),
      tf.mul(gateKernel(kernel, GATES.candidate, hidden, 0, inputs), 2),
      tf.mul(gateKernel(kernel, GATES.candidate, hidden, inputs), 2),
    ]
  },

  forward([update, reset, fromX, fromH], x, { h }): GruStep {
    const xh = tf.concat2d([x, h], 1)
    const [z, r] = [update, reset].map(
      (b) => tf.fused.matMul({ a: xh, b, activation: 'sigmoid' }) as tf.Tensor2D,
    )
    const u = tf.matMul(h, fromH) as tf.Tensor2D
    const s = tf.sigmoid(tf.add(tf.matMul(x, fromX), tf.mul(r, u)))
    const n = tf.sub<tf.Tensor2D>(tf.mul(s, 2), 1)
    return { z, r, n, u, h: tf.add(n, tf.mul(z, tf.sub(h, n))) }
  },

  backward(step, before, dh) {
    const { z, r, n, u } = step as GruStep
    const dhz = tf.mul<tf.Tensor2D>(dh, z)
    const dn = tf.sub<tf.Tensor2D>(dh, dhz)
    // σ′ = σ(1 − σ) for the gates, 1 − n² for the candidate.
    const zn = tf.sub<tf.Tensor2D>(dn, tf.mul(dn, tf.mul(n, n)))
    const zz = tf.mul<tf.Tensor2D>(tf.mul(dhz, tf.sub(before.h, n)), tf.sub(1, z))
    const znr = tf.mul<tf.Tensor2D>(zn, r)
    const zr = tf.mul<tf.Tensor2D>(tf.mul(tf.mul(znr, u), 0.5), tf.sub(1, r))
    return {
      inputGates: tf.concat2d([zz, zr, zn], 1),
      stateGates: tf.concat2d([zz, zr, znr], 1),
      h: dhz,
    }
  },
}
