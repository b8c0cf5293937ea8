import { describe, expect, it } from 'vitest'
import { learningRate } from './schedule.ts'

const OPTIONS = { peak: 1e-3, floor: 1e-5, warmupSteps: 10, totalSteps: 111 }

describe('the learning rate', () => {
  it('rises linearly to the peak during warm-up', () => {
    expect(learningRate(0, OPTIONS)).toBeCloseTo(1e-4, 10)
    expect(learningRate(4, OPTIONS)).toBeCloseTo(5e-4, 10)
    expect(learningRate(9, OPTIONS)).toBeCloseTo(1e-3, 10)
  })

  it('begins at the peak where there is no warm-up', () => {
    expect(learningRate(0, { ...OPTIONS, warmupSteps: 0 })).toBe(1e-3)
  })

  it('is half way between peak and floor in the middle of the cosine', () => {
    expect(learningRate(60, OPTIONS)).toBeCloseTo((1e-3 + 1e-5) / 2, 10)
  })

  it('reaches the floor with the last step and stays there', () => {
    expect(learningRate(110, OPTIONS)).toBeCloseTo(1e-5, 12)
    expect(learningRate(500, OPTIONS)).toBeCloseTo(1e-5, 12)
  })
})
