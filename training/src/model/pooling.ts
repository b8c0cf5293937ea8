import * as tf from '@tensorflow/tfjs'

/**
 * The maximum of each 2×2 square; a row or column left over is dropped. The gradient goes to whichever number equals
 * the maximum, found by comparison: the wasm backend's own search for it takes as long as the convolutions. Where
 * numbers are equal all get it; after a ReLU that happens at 0 only, whose gradient ReLU stops.
 *
 * @param image `[batch, height, width, channels]`
 */
export function maxPool(image: tf.Tensor4D): tf.Tensor4D {
  const run = tf.customGrad((...args: unknown[]) => {
    const [x, save] = args as [tf.Tensor4D, tf.GradSaveFunc]
    const value = tf.maxPool(x, 2, 2, 'valid')
    save([x, value])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => gradient(dy as tf.Tensor4D, saved as [tf.Tensor4D, tf.Tensor4D])),
    }
  })
  return run(image) as tf.Tensor4D
}

function gradient(dy: tf.Tensor4D, [x, value]: [tf.Tensor4D, tf.Tensor4D]): tf.Tensor4D {
  const [, height, width] = x.shape
  const chosen = tf.cast(tf.equal(x, enlarge(value, height, width)), 'float32')
  return tf.mul(chosen, enlarge(dy, height, width))
}

/** Every number four times, as a 2×2 square; zeros where a row or column was dropped. */
function enlarge(maps: tf.Tensor4D, height: number, width: number): tf.Tensor4D {
  const [batch, rows, columns, channels] = maps.shape
  // Concatenations along an inner axis copy whole runs: the fastest way to repeat that the wasm backend has.
  const wide = tf.concat([maps, maps], 3)
  const lines = tf.reshape(wide, [batch, rows, 2 * columns * channels])
  const square = tf.reshape(tf.concat([lines, lines], 2), [batch, 2 * rows, 2 * columns, channels])
  const [bottom, right] = [height - 2 * rows, width - 2 * columns]
  if (bottom === 0 && right === 0) return square as tf.Tensor4D
  return tf.pad(square, [
    [0, 0],
    [0, bottom],
    [0, right],
    [0, 0],
  ]) as tf.Tensor4D
}
