import { describe, expect, it } from 'vitest'
import { sigmoid, tanh } from './activations.ts'

describe('the fast activations', () => {
  const points = Array.from({ length: 48_001 }, (_, i) => (i - 24_000) / 1000)

  it('stay within 3e-7 of the exact ones', () => {
    const errors = points.flatMap((x) => [
      Math.abs(tanh(x) - Math.tanh(x)),
      Math.abs(sigmoid(x) - 1 / (1 + Math.exp(-x))),
    ])
    expect(Math.max(...errors.slice(0, 40_000), ...errors.slice(40_000))).toBeLessThan(3e-7)
  })

  it('are bounded however large the sum', () => {
    expect(Math.abs(tanh(-1e30))).toBeLessThanOrEqual(1 + 1e-6)
    expect(sigmoid(1e30)).toBeCloseTo(1, 6)
    expect(sigmoid(-1e30)).toBeCloseTo(0, 6)
  })
})
