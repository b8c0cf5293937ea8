import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend, threadBackends } from '../backend/backend.ts'
import { createRandom } from '../random.ts'
import { maxPool } from './pooling.ts'

describe.each(threadBackends())('the 2×2 maximum on the backend %s', (backend) => {
  beforeAll(() => startBackend(backend))

  it.each([
    [4, 6],
    [5, 7],
  ])('of maps of %i×%i gives its gradient to the greatest of each square', (height, width) => {
    const random = createRandom('pooling')
    const values = (count: number) => Float32Array.from({ length: count }, () => random.normal())
    const shape = [2, height, width, 3] as [number, number, number, number]
    const pooled = [2, Math.floor(height / 2), Math.floor(width / 2), 3] as typeof shape
    const maps = values(tf.util.sizeFromShape(shape))
    const dy = values(tf.util.sizeFromShape(pooled))
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => maxPool(x as tf.Tensor4D))(tf.tensor4d(maps, shape), tf.tensor4d(dy, pooled))
        .dataSync(),
    )
    // Plus 0: a −0 is as good.
    const expected = expectedGradient(maps, shape, dy, pooled)
    expect(Array.from(gradient, (value) => value + 0)).toEqual(
      Array.from(expected, (value) => value + 0),
    )
  })
})

/** By the definition. (TensorFlow.js 4.22's own gradient is wrong on the wasm backend where a square has no positive number.) */
function expectedGradient(
  maps: Float32Array,
  [batch, height, width, channels]: readonly number[],
  dy: Float32Array,
  [, rows, columns]: readonly number[],
): Float32Array {
  const gradient = new Float32Array(maps.length)
  const at = (b: number, y: number, x: number, c: number) =>
    ((b * height + y) * width + x) * channels + c
  for (let place = 0; place < batch * rows * columns * channels; place++) {
    const c = place % channels
    const x = Math.floor(place / channels) % columns
    const y = Math.floor(place / (channels * columns)) % rows
    const b = Math.floor(place / (channels * columns * rows))
    const square = [0, 1, 2, 3].map((i) => at(b, 2 * y + (i >> 1), 2 * x + (i & 1), c))
    const greatest = square.reduce((best, i) => (maps[i] > maps[best] ? i : best))
    gradient[greatest] += dy[place]
  }
  return gradient
}
