import * as tf from '@tensorflow/tfjs'

/** Index of a sample that is none of the labels. */
export const NO_LABEL = 255

/**
 * Targets `[batch, labels]` for cross entropy. With smoothing ε the true label gets 1 − ε + ε/n and every other
 * one ε/n (Szegedy et al. 2016). A sample that is none of the labels gets 1/n for each: the network learns to doubt
 * what it was not made for (outlier exposure, Hendrycks et al. 2019).
 */
export function smoothTargets(
  labels: ArrayLike<number>,
  count: number,
  smoothing: number,
): tf.Tensor2D {
  const values = new Float32Array(labels.length * count).fill(smoothing / count)
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === NO_LABEL) values.fill(1 / count, i * count, (i + 1) * count)
    else values[i * count + labels[i]] += 1 - smoothing
  }
  return tf.tensor2d(values, [labels.length, count])
}

/** Softmax cross entropy summed (not averaged) over the batch, so that parts of a batch add up. */
export function crossEntropySum(targets: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(targets, logits, undefined, 0, tf.Reduction.SUM) as tf.Scalar
}

/** Teachers' labels of a batch. */
export interface SoftTargets {
  /** Softmax of the teachers at the temperature, `[batch, labels]`. */
  readonly probabilities: tf.Tensor2D
  readonly temperature: number
  /** Share of the soft label in each sample's loss, `[batch]`. */
  readonly weights: tf.Tensor1D
}

/**
 * The loss of a student, summed over the batch: `(1 − w)·CE(targets, z) + w·T²·CE(teachers, z / T)`, as Hinton et al.
 * (2015) weigh it; T² keeps the soft label's gradient of one size at every temperature.
 */
export function distillationSum(
  targets: tf.Tensor2D,
  logits: tf.Tensor2D,
  { probabilities, temperature, weights }: SoftTargets,
): tf.Scalar {
  const hard = weightedSum(targets, logits, tf.sub(1, weights))
  const soft = weightedSum(
    probabilities,
    tf.div(logits, temperature),
    tf.mul(weights, temperature ** 2),
  )
  return tf.add(hard, soft)
}

function weightedSum(targets: tf.Tensor2D, logits: tf.Tensor2D, weights: tf.Tensor1D): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(targets, logits, weights, 0, tf.Reduction.SUM) as tf.Scalar
}
