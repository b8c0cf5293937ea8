import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from './backend.ts'
import { registerBlasBackend } from './blas-kernels.ts'
import { type BlasLibrary, hasBlas, openBlas, type Product } from './blas-library.ts'

/** BLAS as its definition reads: the kernels are tested with it on machines that have no library. */
const PLAIN: BlasLibrary = {
  name: 'plain',
  multiply({ a, b, c, m, n, k, transposeA, transposeB }: Product) {
    for (let row = 0; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0
        for (let i = 0; i < k; i++) {
          sum +=
            a[transposeA ? i * m + row : row * k + i] *
            b[transposeB ? column * k + i : i * n + column]
        }
        c[row * n + column] = sum
      }
    }
  },
}

const libraries = [PLAIN, ...(hasBlas() ? [openBlas()] : [])]

describe.each(libraries)('the library $name', ({ multiply }) => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('multiplies 2×3 by 3×2 matrices (transposed: %s, %s)', (transposeA, transposeB) => {
    const a = Float32Array.from(transposeA ? [1, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6])
    const b = Float32Array.from(transposeB ? [7, 9, 11, 8, 10, 12] : [7, 8, 9, 10, 11, 12])
    const c = new Float32Array(4)
    multiply({ a, b, c, m: 2, n: 2, k: 3, transposeA, transposeB })
    expect([...c]).toEqual([58, 64, 139, 154])
  })
})

describe('the backend blas', () => {
  beforeAll(async () => {
    await startBackend('wasm')
    registerBlasBackend(PLAIN)
  })

  /** The same computation on both backends; they share their tensors' memory. */
  async function compare(compute: () => tf.Tensor): Promise<void> {
    await tf.setBackend('wasm')
    const expected = tf.tidy(compute)
    await tf.setBackend('blas')
    const got = tf.tidy(compute)
    expect(got.shape).toEqual(expected.shape)
    const reference = expected.dataSync()
    got.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(reference[i], 4)
    })
    tf.dispose([expected, got])
  }

  const random = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed)

  it.each([
    [[5, 7], [7, 3], false, false],
    [[7, 5], [7, 3], true, false],
    [[5, 7], [3, 7], false, true],
    [[7, 5], [3, 7], true, true],
    [[4, 5, 7], [4, 7, 3], false, false],
  ])('multiplies %j and %j as wasm does (transposed: %s, %s)', async (a, b, ...transposed) => {
    await compare(() => tf.matMul(random(a, 1), random(b, 2), ...transposed))
  })

  it('fuses a product with a sigmoid, and leaves a bias and other activations to wasm', async () => {
    for (const activation of ['sigmoid', 'relu', 'linear'] as const) {
      await compare(() =>
        tf.fused.matMul({ a: random([5, 7], 1), b: random([7, 3], 2), activation }),
      )
    }
    await compare(() =>
      tf.fused.matMul({
        a: random([5, 7], 1),
        b: random([7, 3], 2),
        bias: random([3], 3),
        activation: 'sigmoid',
      }),
    )
  })

  it('frees what it allocates', () => {
    const before = tf.memory().numTensors
    tf.tidy(() => {
      tf.fused.matMul({ a: tf.ones([2, 2]), b: tf.ones([2, 2]), activation: 'sigmoid' })
    })
    expect(tf.memory().numTensors).toBe(before)
  })
})

it('says which libraries it looked for where a machine has none', () => {
  expect(() => openBlas('aix')).toThrow(/BLAS libraries/)
})
