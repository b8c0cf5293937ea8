import * as tf from '@tensorflow/tfjs'
import { transposedProduct } from './transposed-product.ts'

/** Height and width of a filter. */
export const FILTER_SIZE = 3
const OFFSETS = FILTER_SIZE * FILTER_SIZE

/** Rows of a convolution's parameter: filters by row, column and input channel, then the bias. */
export function convolutionRows(channels: number): number {
  return OFFSETS * channels + 1
}

/**
 * A 3×3 convolution, stride 1, zeros around, then ReLU. Its gradient is written by hand because the wasm backend
 * has none for filters: the input's is a convolution with the filters turned, the filters' is nine products, one
 * for each offset.
 *
 * @param kernel `[9 × channels + 1, filters]`
 * @param image `[batch, height, width, channels]`
 * @returns `[batch, height, width, filters]`
 */
export function convolve(kernel: tf.Tensor2D, image: tf.Tensor4D): tf.Tensor4D {
  const run = tf.customGrad((...args: unknown[]) => {
    const [k, x, save] = args as [tf.Tensor2D, tf.Tensor4D, tf.GradSaveFunc]
    const { filters, bias } = splitKernel(k, x.shape[3])
    const value = tf.relu(tf.add(tf.conv2d(x, filters, 1, 'same'), bias)) as tf.Tensor4D
    save([x, filters, value])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() =>
          gradients(dy as tf.Tensor4D, saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D]),
        ),
    }
  })
  return run(kernel, image) as tf.Tensor4D
}

function splitKernel(kernel: tf.Tensor2D, channels: number) {
  const [rows, count] = kernel.shape
  const filters = tf.slice(kernel, [0, 0], [rows - 1, count])
  return {
    filters: tf.reshape(filters, [FILTER_SIZE, FILTER_SIZE, channels, count]) as tf.Tensor4D,
    bias: tf.reshape(tf.slice(kernel, [rows - 1, 0], [1, count]), [count]),
  }
}

function gradients(
  dy: tf.Tensor4D,
  [x, filters, value]: [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D],
): tf.Tensor[] {
  const dz = tf.mul<tf.Tensor4D>(dy, tf.step(value))
  return [kernelGradient(x, dz), imageGradient(dz, filters)]
}

/** Each filter weight meets the image shifted by its offset. */
function kernelGradient(x: tf.Tensor4D, dz: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, channels] = x.shape
  const places = batch * height * width
  const dRows = tf.reshape(dz, [places, dz.shape[3]]) as tf.Tensor2D
  const padded = tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]) as tf.Tensor4D
  const shifted = Array.from({ length: OFFSETS }, (_, offset) => {
    const begin = [0, Math.floor(offset / FILTER_SIZE), offset % FILTER_SIZE, 0]
    const part = tf.slice(padded, begin as [number, number, number, number], x.shape)
    return transposedProduct(tf.reshape(part, [places, channels]) as tf.Tensor2D, dRows)
  })
  return tf.concat2d([...shifted, transposedProduct(tf.ones([places, 1]) as tf.Tensor2D, dRows)], 0)
}

function imageGradient(dz: tf.Tensor4D, filters: tf.Tensor4D): tf.Tensor4D {
  const turned = tf.transpose(tf.reverse(filters, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D
  return tf.conv2d(dz, turned, 1, 'same')
}
