import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, it } from 'vitest'
import { startBackend } from '../backend/backend.ts'
import { crossEntropySum, smoothTargets } from './loss.ts'

beforeAll(() => startBackend('cpu'))

it('label smoothing gives every label its share and the true one the rest', () => {
  const targets = tf.tidy(() => [...smoothTargets([1], 4, 0.1).dataSync()])
  for (const [i, expected] of [0.025, 0.925, 0.025, 0.025].entries()) {
    expect(targets[i]).toBeCloseTo(expected, 6)
  }
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
