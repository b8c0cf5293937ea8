import { expect, it } from 'vitest'
import { clipByGlobalNorm, globalNorm } from './clip.ts'

it('scales a gradient above the limit to the limit and keeps its direction', () => {
  const gradient = Float32Array.of(3, 0, 4)
  expect(clipByGlobalNorm(gradient, 1)).toBe(5)
  expect(globalNorm(gradient)).toBeCloseTo(1, 6)
  expect(gradient[0] / gradient[2]).toBeCloseTo(3 / 4, 6)
})

it('leaves a gradient within the limit as it is', () => {
  const gradient = Float32Array.of(0.3, -0.4)
  expect(clipByGlobalNorm(gradient, 1)).toBeCloseTo(0.5, 6)
  expect(gradient).toEqual(Float32Array.of(0.3, -0.4))
})
