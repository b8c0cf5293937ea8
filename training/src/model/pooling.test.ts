import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { BACKENDS, startBackend } from '../backend/backend.ts'
import { createRandom } from '../random.ts'
import { maxPool } from './pooling.ts'

describe.each(BACKENDS)('the 2×2 maximum on the backend %s', (backend) => {
  beforeAll(() => startBackend(backend))

  it.each([
    [4, 6],
    [5, 7],
  ])('of maps of %i×%i has the gradient that TensorFlow.js gives it', (height, width) => {
    const random = createRandom('pooling')
    const values = (count: number) => Float32Array.from({ length: count }, () => random.normal())
    const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)]
    const difference = tf.tidy(() => {
      const maps = tf.tensor4d(values(2 * height * width * 3), [2, height, width, 3])
      const dy = tf.tensor4d(values(2 * rows * columns * 3), [2, rows, columns, 3])
      const ours = tf.grad((x) => maxPool(x as tf.Tensor4D))(maps, dy)
      const theirs = tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'))(maps, dy)
      return tf.max(tf.abs(tf.sub(ours, theirs))).dataSync()[0]
    })
    expect(difference).toBe(0)
  })
})
