import * as tf from '@tensorflow/tfjs'
import type { NetworkShape } from '../network.ts'
import type { NamedTensors } from '../parameters.ts'

/** The same BiLSTM in plain operations, differentiated by TensorFlow.js: the oracle of our own gradients. */
export function plainLogits(
  { hidden, readout }: NetworkShape,
  parameters: NamedTensors,
  steps: readonly tf.Tensor2D[],
): tf.Tensor2D {
  const backward = readout === 'final' ? steps.toReversed() : steps.slice(-1)
  const state = [
    scan(parameters.forward, steps, hidden),
    scan(parameters.backward, backward, hidden),
    tf.ones([steps[0].shape[0], 1]) as tf.Tensor2D,
  ]
  return tf.matMul(tf.concat2d(state, 1), parameters.head)
}

function scan(kernel: tf.Tensor2D, steps: readonly tf.Tensor2D[], hidden: number): tf.Tensor2D {
  let h = tf.zeros([steps[0].shape[0], hidden]) as tf.Tensor2D
  let c = h
  for (const x of steps) {
    const z = tf.matMul(tf.concat2d([x, h], 1), kernel)
    const [i, f, o, g] = tf.split(z, 4, 1)
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)))
    h = tf.mul(tf.sigmoid(o), tf.tanh(c))
  }
  return h
}
