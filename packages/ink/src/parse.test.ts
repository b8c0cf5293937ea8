import { describe, expect, test } from 'vitest'
import { assertInk, INK_LIMITS, inkFromArrays } from './parse.ts'

function failure(code: string, path: string): unknown {
  return expect.objectContaining({ code, path })
}

describe('assertInk', () => {
  test('returns the very value it was given', () => {
    const ink = [{ points: [{ x: 1, y: 2, t: 3, pressure: 0.5 }] }, { points: [] }]
    expect(assertInk(ink)).toBe(ink)
  })

  test.each(['t', 'pressure'])('refuses a %s that is no finite number', (field) => {
    const withValue = (value: unknown) => [{ points: [{ x: 1, y: 2, [field]: value }] }]
    const path = `strokes[0].points[0].${field}`
    expect(() => assertInk(withValue(Number.NaN))).toThrowError(failure('INK_NOT_FINITE', path))
    expect(() => assertInk(withValue('1'))).toThrowError(failure('INK_SHAPE', path))
  })

  test('refuses more points or strokes than the limits, before it reads them', () => {
    const points = Array(INK_LIMITS.points + 1).fill(null)
    expect(() => assertInk([{ points }])).toThrowError(failure('INK_TOO_LARGE', 'ink'))
    const strokes = Array(INK_LIMITS.strokes + 1).fill(null)
    expect(() => assertInk(strokes)).toThrowError(failure('INK_TOO_LARGE', 'ink'))
  })

  test('takes limits of the caller', () => {
    const ink = inkFromArrays([
      [
        [0, 0],
        [1, 1],
      ],
      [[2, 2]],
    ])
    expect(assertInk(ink, { strokes: 2, points: 3 })).toBe(ink)
    expect(() => assertInk(ink, { points: 2 })).toThrowError(/at most 2 points, got 3/)
    expect(() => assertInk(ink, { strokes: 1 })).toThrowError(/at most 1 strokes, got 2/)
  })
})

describe('inkFromArrays', () => {
  test('reads [x, y] and [x, y, t]; a missing time stays missing', () => {
    expect(
      inkFromArrays([
        [
          [1, 2],
          [3, 4, 5],
        ],
      ]),
    ).toEqual([
      {
        points: [
          { x: 1, y: 2 },
          { x: 3, y: 4, t: 5 },
        ],
      },
    ])
    expect(inkFromArrays([[[1, 2]]])[0].points[0]).not.toHaveProperty('t')
  })

  test.each([
    { strokes: [[[1]]], code: 'INK_SHAPE', path: 'strokes[0].points[0]' },
    { strokes: [[[1, 2, 3, 4]]], code: 'INK_SHAPE', path: 'strokes[0].points[0]' },
    { strokes: [[[1, 2]], 7], code: 'INK_SHAPE', path: 'strokes[1]' },
    {
      strokes: [
        [
          [1, 2],
          [3, '4'],
        ],
      ],
      code: 'INK_SHAPE',
      path: 'strokes[0].points[1].y',
    },
    { strokes: [[[1, Infinity]]], code: 'INK_NOT_FINITE', path: 'strokes[0].points[0].y' },
    { strokes: [], code: 'INK_EMPTY', path: 'ink' },
    { strokes: 'ink', code: 'INK_SHAPE', path: 'ink' },
  ])('refuses $strokes', ({ strokes, code, path }) => {
    expect(() => inkFromArrays(strokes as number[][][])).toThrowError(failure(code, path))
  })
})
