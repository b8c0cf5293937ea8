import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRaster, checkStrokes } from './check.ts'
import { LIMITS } from './limits.ts'
import { declaredRaster, declaredStrokes } from './schema/declared.ts'

const number = fc.oneof(
  fc.double(),
  fc.double({ min: 0, max: 1 }),
  fc.constantFrom(0, -0, 1e9, -1e9, 1e9 + 1, Number.NaN, Number.POSITIVE_INFINITY),
)
const scalar = fc.oneof(number, fc.constantFrom(null, undefined, true, '1', {}))
/** Mostly a number: faults have to be rare for the rest of an ink to be reached. */
const field = fc.oneof({ weight: 20, arbitrary: number }, { weight: 1, arbitrary: scalar })
const point = fc.oneof(
  fc.array(field, { minLength: 1, maxLength: 4 }),
  fc.record({ x: field, y: field, t: field, pressure: field, other: scalar }, { requiredKeys: [] }),
  fc.tuple(fc.double({ min: -1e9, max: 1e9 }), fc.double({ min: -1e9, max: 1e9 })),
)
const strokes = fc.oneof(
  fc.array(fc.array(field, { maxLength: 5 }), { maxLength: 3 }),
  fc.array(fc.array(fc.integer(), { minLength: 1, maxLength: 6 }), { minLength: 1 }),
  fc.array(fc.array(point, { maxLength: 4 }), { maxLength: 3 }),
  fc.array(fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1 }), { minLength: 1 }),
  fc.anything(),
)

describe('the check of strokes', () => {
  it('accepts exactly what the declaration accepts', () => {
    fc.assert(
      fc.property(strokes, (value) => {
        expect(checkStrokes(value) === undefined).toBe(declaredStrokes.safeParse(value).success)
      }),
      { numRuns: 3000, seed: 1 },
    )
  })

  it('accepts points of every form in one stroke', () => {
    expect(
      checkStrokes([[[1, 2], [1, 2, 3], { x: 1, y: 2 }, { x: 1, y: 2, t: 3, pressure: 1 }]]),
    ).toBe(undefined)
  })

  it.each([
    [3, [], 'expected an array of strokes, got 3'],
    [[], [], 'expected at least one stroke, got none'],
    [[7], [0], 'expected an array of points, got 7'],
    [[[1, 2, 3]], [0], 'expected pairs of x and y, got 3 numbers'],
    [
      [[1, 2, 3, '4']],
      [0, 3],
      'expected a number from -1000000000 to 1000000000, got a value of type string',
    ],
    [[[]], [0], 'expected at least one point, got none'],
    [
      [[[1, 2], null]],
      [0, 1],
      'expected [x, y], [x, y, t] or {"x", "y", "t"?, "pressure"?}, got null',
    ],
    [
      [[[1]]],
      [0, 0],
      'expected [x, y], [x, y, t] or {"x", "y", "t"?, "pressure"?}, got an array of 1',
    ],
    [
      [[[1, '2']]],
      [0, 0, 1],
      'expected a number from -1000000000 to 1000000000, got a value of type string',
    ],
    [[[{ x: 1 }]], [0, 0, 'y'], 'expected a number from -1000000000 to 1000000000, got nothing'],
    [[[[1, 2, null]]], [0, 0, 2], 'expected a finite number of milliseconds, got null'],
    [[[{ x: 1, y: 2, pressure: 2 }]], [0, 0, 'pressure'], 'expected a number in 0..1, got 2'],
  ])('says of %j where it is wrong and what was expected', (value, path, message) => {
    expect(checkStrokes(value)).toMatchObject({ path, message })
  })

  it('counts points over all strokes and names the limit', () => {
    const half = Array.from({ length: LIMITS.points / 2 }, () => [0, 0])
    expect(checkStrokes([half, half])).toBe(undefined)
    expect(checkStrokes([half, half, [[0, 0]]])).toMatchObject({ path: [2], limit: LIMITS.points })
  })

  it('counts two coordinates of a flat stroke as a point', () => {
    const flat = new Array(2 * LIMITS.points).fill(0)
    expect(checkStrokes([flat])).toBe(undefined)
    expect(checkStrokes([flat, [0, 0]])).toMatchObject({ path: [1], limit: LIMITS.points })
  })

  it('stops at the limit without looking at the points beyond it', () => {
    const endless = new Proxy([], { get: (_, key) => (key === 'length' ? 1e9 : undefined) })
    expect(checkStrokes([endless])).toMatchObject({ limit: LIMITS.points })
  })

  it('limits the strokes of an ink', () => {
    const many = Array.from({ length: LIMITS.strokes + 1 }, () => [[0, 0]])
    expect(checkStrokes(many)).toMatchObject({ limit: LIMITS.strokes })
  })
})

describe('the check of a raster', () => {
  const pixels = fc.array(field, { minLength: LIMITS.pixels, maxLength: LIMITS.pixels })
  const units = pixels.map((values) => values.map((value) => (value === 0.5 ? value : 0.25)))

  const base64 = fc
    .tuple(
      fc.base64String({ minLength: 1040, maxLength: 1052 }),
      fc.constantFrom('', '=', '==', '-'),
    )
    .map(([text, end]) => text.replaceAll('=', '') + end)

  it('accepts exactly what the declaration accepts', () => {
    fc.assert(
      fc.property(fc.oneof(pixels, units, base64, fc.anything()), (value) => {
        expect(checkRaster(value) === undefined).toBe(declaredRaster.safeParse(value).success)
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  it('names the pixel that is outside of 0..1', () => {
    const raster = new Array(LIMITS.pixels).fill(0)
    raster[783] = 255
    expect(checkRaster(raster)).toEqual({
      path: [783],
      message: 'expected a number in 0..1, got 255',
    })
  })

  it('takes bytes in base64, padded or not', () => {
    const text = btoa('\0'.repeat(LIMITS.pixels))
    expect(checkRaster(text)).toBe(undefined)
    expect(checkRaster(text.replace('==', ''))).toBe(undefined)
    expect(checkRaster(text.slice(4))).toMatchObject({ limit: LIMITS.pixels })
  })

  it('says how many pixels are expected', () => {
    expect(checkRaster([0])).toMatchObject({ message: 'expected an array of 784 numbers, got 1' })
  })
})
