import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, it } from 'vitest'
import { startBackend } from '../backend/backend.ts'
import { adamStep, createAdamState } from './adamw.ts'

beforeAll(() => startBackend('cpu'))

it('takes the same steps as the Adam of TensorFlow.js where there is no decay', () => {
  const weights = Float32Array.of(1, -2, 0.5)
  const variable = tf.variable(tf.tensor1d(weights.slice()))
  const optimizer = tf.train.adam(0.01)
  const state = createAdamState(3)
  for (let step = 1; step <= 5; step++) {
    const gradient = Float32Array.of(0.1 * step, -0.2, 0.3 / step)
    adamStep(weights, gradient, state, {
      learningRate: 0.01,
      weightDecay: 0,
      decayMask: new Float32Array(3).fill(1),
    })
    optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d(gradient) }])
  }
  const expected = variable.dataSync()
  weights.forEach((weight, i) => {
    expect(weight).toBeCloseTo(expected[i], 5)
  })
})

it('decays weights in proportion to the learning rate, and only where the mask is 1', () => {
  const weights = Float32Array.of(2, 2)
  adamStep(weights, new Float32Array(2), createAdamState(2), {
    learningRate: 0.1,
    weightDecay: 0.5,
    decayMask: Float32Array.of(1, 0),
  })
  expect([...weights]).toEqual([Math.fround(1.9), 2])
})
