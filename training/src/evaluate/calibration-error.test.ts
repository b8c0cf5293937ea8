import { describe, expect, it } from 'vitest'
import { calibrationError } from './calibration-error.ts'

const answers = (confidence: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ confidence, correct: true })),
  ...Array.from({ length: wrong }, () => ({ confidence, correct: false })),
]

describe('the calibration error', () => {
  it('is zero where the share of right answers is the confidence', () => {
    expect(calibrationError(answers(0.8, 8, 2))).toBeCloseTo(0, 12)
    expect(calibrationError(answers(1, 5, 0))).toBe(0)
    expect(calibrationError([])).toBe(0)
  })

  it('weights the distance of each bin by its count', () => {
    // 0.9 said and 0.5 right in ten answers; 0.4 said and 0.4 right in thirty.
    const mixed = [...answers(0.9, 5, 5), ...answers(0.4, 12, 18)]
    expect(calibrationError(mixed)).toBeCloseTo((10 / 40) * 0.4, 12)
  })

  it('counts doubt as it counts conceit', () => {
    expect(calibrationError(answers(0.5, 10, 0))).toBeCloseTo(0.5, 12)
    expect(calibrationError(answers(0.5, 0, 10))).toBeCloseTo(0.5, 12)
  })
})
