import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, it } from 'vitest'
import { startBackend } from '../backend/backend.ts'
import { crossEntropySum, distillationSum, NO_LABEL, smoothTargets } from './loss.ts'

beforeAll(() => startBackend('cpu'))

it('label smoothing gives every label its share and the true one the rest', () => {
  const targets = tf.tidy(() => [...smoothTargets([1], 4, 0.1).dataSync()])
  for (const [i, expected] of [0.025, 0.925, 0.025, 0.025].entries()) {
    expect(targets[i]).toBeCloseTo(expected, 6)
  }
})

it('what is none of the labels is as likely to be any of them', () => {
  const targets = tf.tidy(() => [...smoothTargets([NO_LABEL, 2], 4, 0).dataSync()])
  expect(targets).toEqual([0.25, 0.25, 0.25, 0.25, 0, 0, 1, 0])
})

it('cross entropy with smoothed targets is least where the softmax equals them', () => {
  const targets = [0.05, 0.9, 0.05]
  const loss = (logits: number[]) =>
    tf.tidy(() => crossEntropySum(smoothTargets([1], 3, 0.15), tf.tensor2d([logits])).dataSync()[0])
  const best = targets.map(Math.log)
  const entropy = -targets.reduce((sum, p) => sum + p * Math.log(p), 0)
  expect(loss(best)).toBeCloseTo(entropy, 5)
  expect(loss(best)).toBeLessThan(loss([-3, 5, -3]))
  expect(loss(best)).toBeLessThan(loss([0, 0.5, 0]))
})

it('the distillation loss has the gradient of its definition', () => {
  const logits = [
    [1, -0.5, 0.2],
    [0.3, 0.1, -2],
  ]
  const teacher = [
    [0.7, 0.1, 0.2],
    [0, 0, 0],
  ]
  const targets = [
    [0, 1, 0],
    [1, 0, 0],
  ]
  const weights = [0.6, 0]
  const temperature = 2.5
  const gradient = tf.tidy(() => {
    const soft = {
      probabilities: tf.tensor2d(teacher),
      weights: tf.tensor1d(weights),
      temperature,
    }
    const loss = (z: tf.Tensor) => distillationSum(tf.tensor2d(targets), z as tf.Tensor2D, soft)
    return tf.grad(loss)(tf.tensor2d(logits)).arraySync() as number[][]
  })
  logits.forEach((row, i) => {
    const hard = softmax(row)
    const soft = softmax(row.map((z) => z / temperature))
    row.forEach((_, label) => {
      const expected =
        (1 - weights[i]) * (hard[label] - targets[i][label]) +
        weights[i] * temperature * (soft[label] - teacher[i][label])
      expect(gradient[i][label]).toBeCloseTo(expected, 5)
    })
  })
})

function softmax(row: number[]): number[] {
  const sum = row.reduce((total, z) => total + Math.exp(z), 0)
  return row.map((z) => Math.exp(z) / sum)
}
