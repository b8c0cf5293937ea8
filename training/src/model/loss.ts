import * as tf from '@tensorflow/tfjs'

/**
 * Targets `[batch, labels]` for cross entropy. With smoothing ε the true label gets 1 − ε + ε/n and every other
 * one ε/n (Szegedy et al. 2016).
 */
export function smoothTargets(
  labels: ArrayLike<number>,
  count: number,
  smoothing: number,
): tf.Tensor2D {
  const values = new Float32Array(labels.length * count).fill(smoothing / count)
  for (let i = 0; i < labels.length; i++) values[i * count + labels[i]] += 1 - smoothing
  return tf.tensor2d(values, [labels.length, count])
}

/** Softmax cross entropy summed (not averaged) over the batch, so that parts of a batch add up. */
export function crossEntropySum(targets: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(targets, logits, undefined, 0, tf.Reduction.SUM) as tf.Scalar
}
