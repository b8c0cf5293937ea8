import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resample } from './resample.ts'

fc.configureGlobal({ seed: 28, numRuns: 300 })

test('a line is divided evenly, its ends kept', () => {
  const line = {
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 8, y: 0 },
    ],
  }
  expect(resample(line, 5).points).toEqual(
    [0, 2, 4, 6, 8].map((x) => ({ x: expect.closeTo(x, 9), y: 0 })),
  )
})

test.each([1e308, 5e-324])('a line of length %d is divided like any other', (length) => {
  const line = {
    points: [
      { x: 0, y: length },
      { x: 0, y: 0 },
    ],
  }
  const [first, middle, last] = resample(line, 3).points
  expect([first.y, last.y]).toEqual([length, 0])
  expect(middle.y).toBeGreaterThanOrEqual(0)
  expect(middle.y).toBeLessThanOrEqual(length)
})

test('points lie at equal distances along the way, whatever the stroke', () => {
  const coordinate = fc.integer({ min: -1000, max: 1000 })
  const points = fc.array(fc.record({ x: coordinate, y: coordinate }), {
    minLength: 2,
    maxLength: 30,
  })
  fc.assert(
    fc.property(points, fc.integer({ min: 2, max: 100 }), (points, count) => {
      const resampled = resample({ points }, count).points
      const length = points
        .slice(1)
        .reduce((sum, p, i) => sum + Math.hypot(p.x - points[i].x, p.y - points[i].y), 0)
      expect(resampled).toHaveLength(count)
      expect(resampled[0]).toEqual(points[0])
      expect(resampled.at(-1)).toEqual(points.at(-1))
      resampled.slice(1).forEach((p, i) => {
        const chord = Math.hypot(p.x - resampled[i].x, p.y - resampled[i].y)
        expect(chord).toBeLessThanOrEqual(length / (count - 1) + 1e-6)
      })
    }),
  )
})

describe('time and pressure', () => {
  test('are interpolated along the way', () => {
    const points = [
      { x: 0, y: 0, t: 100, pressure: 0 },
      { x: 10, y: 0, t: 200, pressure: 1 },
    ]
    expect(resample({ points }, 3).points[1]).toEqual({ x: 5, y: 0, t: 150, pressure: 0.5 })
  })

  test('stay missing where a neighbour has none', () => {
    const points = [
      { x: 0, y: 0, t: 100 },
      { x: 10, y: 0 },
      { x: 20, y: 0, t: 200 },
    ]
    expect(resample({ points }, 5).points.map(({ t }) => t)).toEqual([
      100,
      undefined,
      undefined,
      undefined,
      200,
    ])
  })
})

test('a dot becomes equal points', () => {
  const dot = { points: [{ x: 3, y: 4, t: 5 }] }
  expect(resample(dot, 3).points).toEqual(Array(3).fill({ x: 3, y: 4, t: 5 }))
})

test.each([1, 2.5, Number.NaN])('a count of %d is refused', (count) => {
  expect(() => resample({ points: [{ x: 0, y: 0 }] }, count)).toThrowError(
    expect.objectContaining({ code: 'INK_OPTION' }),
  )
})

test('a stroke without points is refused', () => {
  expect(() => resample({ points: [] }, 3)).toThrowError(
    expect.objectContaining({ code: 'INK_EMPTY' }),
  )
})
