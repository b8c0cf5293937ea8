import type { Point } from '@edgeink/ink'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_STYLE } from './ink-style.ts'
import { type PathSink, traceStroke } from './stroke-outline.ts'

/** All coordinates that a path was told. */
class Trace implements PathSink {
  readonly numbers: number[] = []
  closed = 0
  moveTo(x: number, y: number): void {
    this.numbers.push(x, y)
  }
  quadraticCurveTo(...numbers: number[]): void {
    this.numbers.push(...numbers)
  }
  closePath(): void {
    this.closed++
  }
}

function trace(
  points: readonly Point[],
  style = DEFAULT_STYLE as { width: number; thinning: number },
) {
  const path = new Trace()
  traceStroke(points, style, path)
  return path
}

function height(points: readonly Point[]): number {
  const ys = trace(points, { width: 10, thinning: 0.5 }).numbers.filter((_, i) => i % 2 === 1)
  return Math.max(...ys) - Math.min(...ys)
}

const line = (pressure?: number, step = 2): Point[] =>
  Array.from({ length: 40 }, (_, i) => ({
    x: i * step,
    y: 0,
    ...(pressure !== undefined && { pressure }),
  }))

test('no points have no outline', () => {
  expect(trace([])).toEqual(new Trace())
})

test('a dot has an outline around it, about as wide as the line', () => {
  const path = trace([{ x: 50, y: 50 }], { width: 10, thinning: 0 })
  const xs = path.numbers.filter((_, i) => i % 2 === 0)
  expect(Math.min(...xs)).toBeGreaterThan(43)
  expect(Math.max(...xs)).toBeLessThan(57)
  expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(6)
  expect(path.closed).toBe(1)
})

test('more pressure makes a wider line', () => {
  expect(height(line(0.9))).toBeGreaterThan(height(line(0.5)) + 1)
  expect(height(line(0.5))).toBeGreaterThan(height(line(0.1)) + 1)
})

test('without pressure, speed makes a thinner line', () => {
  expect(height(line(undefined, 1))).toBeGreaterThan(height(line(undefined, 12)) + 1)
})

test('the outline of any finite points is finite, and stays within a line of them', () => {
  const coordinate = fc.double({ min: -500, max: 500, noNaN: true })
  const point = fc.record(
    { x: coordinate, y: coordinate, pressure: fc.double({ min: 0, max: 1, noNaN: true }) },
    { requiredKeys: ['x', 'y'] },
  )
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
      const { numbers } = trace(points)
      expect(numbers.length).toBeGreaterThan(0)
      expect(Math.max(...numbers.map(Math.abs))).toBeLessThan(520)
    }),
  )
})
