import { describe, expect, test } from 'vitest'
import { inkFromArrays } from './parse.ts'
import { RASTER_LENGTH, RASTER_SIZE, rasterize } from './raster.ts'

const DOT = inkFromArrays([[[5, 5]]])
const HORIZONTAL = inkFromArrays([
  [
    [0, 0],
    [10, 0],
  ],
])
const VERTICAL = inkFromArrays([
  [
    [0, 0],
    [0, 10],
  ],
])
const SEVEN = inkFromArrays([
  [
    [0, 0],
    [10, 0],
    [4, 18],
  ],
  [
    [2, 9],
    [9, 9],
  ],
])

function at(raster: Float32Array, row: number, column: number): number {
  return raster[row * RASTER_SIZE + column]
}

/** First and last row and column that hold ink of at least `threshold`. */
function inkedBox(raster: Float32Array, threshold: number) {
  const cells = [...raster.keys()].filter((i) => raster[i] >= threshold)
  const rows = cells.map((i) => Math.floor(i / RASTER_SIZE))
  const columns = cells.map((i) => i % RASTER_SIZE)
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)]
  const [left, right] = [Math.min(...columns), Math.max(...columns)]
  return { top, bottom, left, right, height: bottom - top + 1, width: right - left + 1 }
}

function centreOfMass(raster: Float32Array) {
  let mass = 0
  let row = 0
  let column = 0
  raster.forEach((ink, i) => {
    mass += ink
    row += ink * Math.floor(i / RASTER_SIZE)
    column += ink * (i % RASTER_SIZE)
  })
  return { mass, row: row / mass, column: column / mass }
}

describe('a dot', () => {
  test('is a disc of the pen width in the middle, not blown up', () => {
    const raster = rasterize(DOT)
    expect(inkedBox(raster, 0.001)).toEqual({
      top: 13,
      bottom: 15,
      left: 13,
      right: 15,
      height: 3,
      width: 3,
    })
    expect(at(raster, 14, 14)).toBe(1)
    expect(at(raster, 13, 13)).toBeCloseTo(1.75 - Math.SQRT2, 6)
    expect(at(raster, 13, 14)).toBeCloseTo(0.75, 6)
  })

  test('is the same from one point, repeated points and several strokes', () => {
    const repeated = inkFromArrays([
      [
        [7, 7],
        [7, 7],
      ],
      [],
      [[7, 7]],
    ])
    expect(rasterize(repeated)).toEqual(rasterize(DOT))
  })
})

describe('a straight line', () => {
  test('that is horizontal spans 20 pixels and is as thick as the pen', () => {
    const raster = rasterize(HORIZONTAL)
    expect(inkedBox(raster, 0.51).width).toBeGreaterThanOrEqual(19)
    expect(inkedBox(raster, 0.51).width).toBeLessThanOrEqual(20)
    const middle = Array.from({ length: RASTER_SIZE }, (_, row) => at(raster, row, 14))
    expect(middle.reduce((sum, ink) => sum + ink)).toBeCloseTo(2.5, 5)
  })

  test('that is vertical is the horizontal one turned', () => {
    const horizontal = rasterize(HORIZONTAL)
    const turned = rasterize(VERTICAL).map((_, i, raster) =>
      at(raster, i % RASTER_SIZE, Math.floor(i / RASTER_SIZE)),
    )
    expect(turned).toEqual(horizontal)
  })
})

describe('the convention of MNIST', () => {
  test('puts the centre of mass in the middle of the pixel with index 14', () => {
    const { row, column } = centreOfMass(rasterize(SEVEN))
    expect(row).toBeCloseTo(14, 1)
    expect(column).toBeCloseTo(14, 1)
  })

  test('makes the longer side of the ink 20 pixels and keeps the aspect', () => {
    const { height, width } = inkedBox(rasterize(SEVEN), 0.51)
    expect(height).toBeGreaterThanOrEqual(19)
    expect(height).toBeLessThanOrEqual(20)
    expect(width).toBe(Math.round((10 / 18) * 17.5 + 2.5))
  })

  test('keeps all ink inside when its mass lies at one end', () => {
    const base = [92, 94, 96, 98, 100].flatMap((y) => [
      [0, y],
      [100, y],
    ])
    const raster = rasterize(
      inkFromArrays([
        [
          [50, 0],
          [50, 90],
        ],
        base,
      ]),
      { penWidth: 1 },
    )
    expect(inkedBox(raster, 0.4)).toMatchObject({ top: 0, bottom: 19 })
  })
})

describe('the pen', () => {
  test.each([0, -1, 0.99, 10.01, Number.NaN, Infinity])('refuses a width of %d', (penWidth) => {
    expect(() => rasterize(DOT, { penWidth })).toThrowError(
      expect.objectContaining({ code: 'INK_OPTION' }),
    )
  })
})

describe('the output', () => {
  test('goes into the array that is given, whatever it held', () => {
    const out = new Float32Array(RASTER_LENGTH).fill(9)
    expect(rasterize(SEVEN, { out })).toBe(out)
    expect(out).toEqual(rasterize(SEVEN))
  })

  test('is refused when the array is too short', () => {
    expect(() => rasterize(SEVEN, { out: new Float32Array(783) })).toThrowError(
      expect.objectContaining({ code: 'INK_OPTION' }),
    )
  })

  test('is exactly 0 on blank paper', () => {
    for (const penWidth of [1, 1.1, 2.5, 3.3, 7.7]) {
      const raster = rasterize(VERTICAL, { penWidth })
      expect(at(raster, 14, 2)).toBe(0)
      expect(at(raster, 0, 14)).toBe(0)
    }
  })
})

describe('extreme ink', () => {
  const spiral = Array.from({ length: 10_000 }, (_, i) => [
    i * Math.cos(i / 300),
    i * Math.sin(i / 300),
  ])

  test('of 10,000 points is drawn like the same way with every tenth', () => {
    const few = spiral.filter((_, i) => i % 10 === 0 || i === spiral.length - 1)
    const [all, tenth] = [rasterize(inkFromArrays([spiral])), rasterize(inkFromArrays([few]))]
    expect(Math.max(...all.map((ink, i) => Math.abs(ink - tenth[i])))).toBeLessThan(0.01)
  })

  test.each([1e9, 1e300, 1e-300, 5e-324])('of coordinates ±%d is drawn like any other', (size) => {
    const square = (s: number) =>
      inkFromArrays([
        [
          [-s, -s],
          [s, -s],
          [s, s],
          [-s, s],
          [-s, -s],
        ],
      ])
    expect(rasterize(square(size))).toEqual(rasterize(square(1)))
  })

  test('far from the origin keeps its shape', () => {
    const near = inkFromArrays([
      [
        [0, 0],
        [64, 32],
        [16, 128],
      ],
    ])
    const far = near.map(({ points }) => ({
      points: points.map(({ x, y }) => ({ x: x + 1e9, y: y - 1e9 })),
    }))
    expect(rasterize(far)).toEqual(rasterize(near))
  })
})
