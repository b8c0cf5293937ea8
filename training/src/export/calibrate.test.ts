import { describe, expect, it } from 'vitest'
import { meanLoss } from '../loop/score.ts'
import { createRandom } from '../random.ts'
import { bestTemperature, calibrate, rejectThreshold } from './calibrate.ts'

const COUNT = 4
const SAMPLES = 2000

/** Labels drawn from the softmax of random logits: calibrated at temperature 1 by construction. */
function calibratedLogits() {
  const random = createRandom('calibration')
  const logits = Float32Array.from({ length: SAMPLES * COUNT }, () => random.normal(0, 2))
  const labels = Uint8Array.from({ length: SAMPLES }, (_, i) => {
    const row = logits.subarray(i * COUNT, (i + 1) * COUNT)
    const weights = [...row].map(Math.exp)
    let draw = random.uniform() * weights.reduce((a, b) => a + b)
    return Math.min(
      COUNT - 1,
      weights.findIndex((weight) => {
        draw -= weight
        return draw < 0
      }),
    )
  })
  return { logits, labels }
}

describe('the temperature', () => {
  it('is near 1 where logits are calibrated, and undoes a factor', () => {
    const { logits, labels } = calibratedLogits()
    const temperature = bestTemperature(logits, labels)
    expect(Math.abs(temperature - 1)).toBeLessThan(0.1)
    const sharp = logits.map((logit) => 3 * logit)
    expect(bestTemperature(sharp, labels)).toBeCloseTo(3 * temperature, 2)
  })

  it('has a lower loss than its neighbours', () => {
    const { logits, labels } = calibratedLogits()
    const { temperature, lossAfter } = calibrate(logits, labels)
    expect(lossAfter).toBeLessThan(meanLoss(logits, labels, temperature * 1.05))
    expect(lossAfter).toBeLessThan(meanLoss(logits, labels, temperature / 1.05))
  })
})

describe('the reject threshold', () => {
  it('rejects at most 1 % of the samples, and not much less', () => {
    const { logits } = calibratedLogits()
    const threshold = rejectThreshold(logits, COUNT, 1)
    let rejected = 0
    for (let i = 0; i < SAMPLES; i++) {
      const weights = [...logits.subarray(i * COUNT, (i + 1) * COUNT)].map(Math.exp)
      if (Math.max(...weights) / weights.reduce((a, b) => a + b) < threshold) rejected++
    }
    expect(rejected).toBeLessThanOrEqual(SAMPLES * 0.01)
    expect(rejected).toBeGreaterThanOrEqual(SAMPLES * 0.01 - 2)
  })
})
