import * as tf from '@tensorflow/tfjs'

/** One gate's columns of a kernel, `[rows, hidden]`: of all rows, or of `count` rows from `start` on. */
export function gateKernel(
  kernel: tf.Tensor2D,
  gate: number,
  hidden: number,
  start = 0,
  count = kernel.shape[0] - start,
): tf.Tensor2D {
  return tf.slice(kernel, [start, gate * hidden], [count, hidden])
}

/** Rows of a kernel, transposed: what carries a gradient of the gates back to what met those rows. */
export function transposedRows(kernel: tf.Tensor2D, start: number, count: number): tf.Tensor2D {
  return tf.transpose(tf.slice(kernel, [start, 0], [count, kernel.shape[1]])) as tf.Tensor2D
}
