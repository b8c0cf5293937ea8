import { expect, it } from 'vitest'
import { leastPoint } from './golden-section.ts'

it.each([
  ['a parabola', (x: number) => (x - 0.3) ** 2, 0.3],
  ['a kink', (x: number) => Math.abs(x - 1.7), 1.7],
  ['a valley at the lower end', (x: number) => x, -1],
  ['a valley at the upper end', (x: number) => -x, 2],
])('finds the least point of %s', (_, f, expected) => {
  expect(Math.abs(leastPoint(f, -1, 2) - expected)).toBeLessThan(1e-5)
})
