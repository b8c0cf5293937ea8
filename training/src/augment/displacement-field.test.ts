import { describe, expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import {
  displacementAt,
  drawField,
  FIELD_CELLS,
  FIELD_NODES,
  tapsAt,
} from './displacement-field.ts'

describe('a displacement field', () => {
  test('the weights of a place add up to one, and none is negative', () => {
    for (let place = 0; place <= 1; place += 0.01) {
      const { weights } = tapsAt(place)
      expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1)
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    }
  })

  test('a linear grid is reproduced exactly, as a B-spline must', () => {
    const x = Float64Array.from({ length: FIELD_NODES ** 2 }, (_, i) => (i % FIELD_NODES) - 1)
    const y = Float64Array.from(
      { length: FIELD_NODES ** 2 },
      (_, i) => Math.floor(i / FIELD_NODES) - 1,
    )
    for (const [u, v] of [
      [0, 0],
      [1, 1],
      [0.3, 0.77],
      [0.5, 0.2],
    ]) {
      const [dx, dy] = displacementAt({ x, y }, u, v)
      expect(dx).toBeCloseTo(u * FIELD_CELLS)
      expect(dy).toBeCloseTo(v * FIELD_CELLS)
    }
  })

  test('it is smooth: neighbouring places are displaced alike', () => {
    const field = drawField(createRandom(1), 1)
    for (let u = 0; u < 0.99; u += 0.01) {
      const [here] = displacementAt(field, u, 0.4)
      const [there] = displacementAt(field, u + 0.001, 0.4)
      expect(Math.abs(there - here)).toBeLessThan(0.03)
    }
  })

  test('its root mean square is the one asked for, along each axis', () => {
    const random = createRandom(2)
    const sums = [0, 0]
    const draws = 4_000
    for (let draw = 0; draw < draws; draw++) {
      const displacement = displacementAt(
        drawField(random, 0.7),
        random.uniform(),
        random.uniform(),
      )
      displacement.forEach((value, axis) => {
        sums[axis] += value ** 2
      })
    }
    for (const sum of sums) expect(Math.sqrt(sum / draws)).toBeCloseTo(0.7, 1)
  })

  test('places outside of the square are displaced like its edge', () => {
    const field = drawField(createRandom(3), 1)
    expect(displacementAt(field, -5, 2)).toEqual(displacementAt(field, 0, 1))
  })
})
