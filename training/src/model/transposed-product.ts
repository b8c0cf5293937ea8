import * as tf from '@tensorflow/tfjs'

/** aᵀ · b; transposed first, because the wasm backend's own product with a transposed matrix is scalar. */
export function transposedProduct(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(tf.transpose(a) as tf.Tensor2D, b)
}
