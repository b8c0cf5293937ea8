// Bad ink raises the named error in every function that takes ink, and the error leads to the bad value.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bounds } from './bounds.ts'
import { InkError } from './error.ts'
import { assertInk } from './parse.ts'
import { rasterize } from './raster.ts'
import { trace } from './trace.ts'
import type { Ink } from './types.ts'

fc.configureGlobal({ seed: 28, numRuns: 300 })

const TAKES_INK = [
  { name: 'bounds', use: (ink: Ink) => bounds(ink) },
  { name: 'rasterize', use: (ink: Ink) => rasterize(ink) },
  { name: 'trace', use: (ink: Ink) => trace(ink) },
  { name: 'assertInk', use: (ink: Ink) => assertInk(ink) },
]

const GOOD = { x: 1, y: 2 }

const BAD: { what: string; ink: unknown; code: string; path: string }[] = [
  { what: 'no strokes', ink: [], code: 'INK_EMPTY', path: 'ink' },
  {
    what: 'only empty strokes',
    ink: [{ points: [] }, { points: [] }],
    code: 'INK_EMPTY',
    path: 'ink',
  },
  {
    what: 'a coordinate that is NaN',
    ink: [{ points: [GOOD] }, { points: [GOOD, { x: Number.NaN, y: 0 }] }],
    code: 'INK_NOT_FINITE',
    path: 'strokes[1].points[1].x',
  },
  {
    what: 'an infinite coordinate',
    ink: [{ points: [{ x: 0, y: -Infinity }] }],
    code: 'INK_NOT_FINITE',
    path: 'strokes[0].points[0].y',
  },
  { what: 'null', ink: null, code: 'INK_SHAPE', path: 'ink' },
  { what: 'a string', ink: '12', code: 'INK_SHAPE', path: 'ink' },
  { what: 'one stroke outside an array', ink: { points: [GOOD] }, code: 'INK_SHAPE', path: 'ink' },
  { what: 'a stroke that is null', ink: [null], code: 'INK_SHAPE', path: 'strokes[0]' },
  { what: 'a missing stroke', ink: Array(1), code: 'INK_SHAPE', path: 'strokes[0]' },
  {
    what: 'points that are no array',
    ink: [{ points: {} }],
    code: 'INK_SHAPE',
    path: 'strokes[0]',
  },
  {
    what: 'a point that is null',
    ink: [{ points: [GOOD, null] }],
    code: 'INK_SHAPE',
    path: 'strokes[0].points[1]',
  },
  {
    what: 'a point that is a pair',
    ink: [{ points: [[1, 2]] }],
    code: 'INK_SHAPE',
    path: 'strokes[0].points[0].x',
  },
  {
    what: 'a coordinate that is a string',
    ink: [{ points: [{ x: 1, y: '2' }] }],
    code: 'INK_SHAPE',
    path: 'strokes[0].points[0].y',
  },
]

function errorOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('expected an error')
}

describe.each(TAKES_INK)('$name', ({ use }) => {
  test.each(BAD)('refuses $what', ({ ink, code, path }) => {
    const error = errorOf(() => use(ink as Ink))
    expect(error).toBeInstanceOf(InkError)
    expect(error).toMatchObject({ name: 'InkError', code, path })
    expect((error as InkError).message).toMatch(/^[^:]+: expected .+, got .+/)
    expect((error as InkError).message.startsWith(`${path}: `)).toBe(true)
  })

  test('answers or raises the named error for any value', () => {
    const nearly = fc.array(fc.record({ points: fc.array(fc.anything()) }))
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.anything()), nearly), (value) => {
        try {
          use(value as Ink)
        } catch (error) {
          expect(error).toBeInstanceOf(InkError)
        }
      }),
    )
  })
})

describe.each(TAKES_INK.slice(0, 3))('$name', ({ use }) => {
  test('refuses an extent that no double can hold', () => {
    const ink = [
      {
        points: [
          { x: -1.7e308, y: 0 },
          { x: 1.7e308, y: 0 },
        ],
      },
    ]
    expect(errorOf(() => use(ink))).toMatchObject({ code: 'INK_NOT_FINITE', path: 'ink' })
  })
})
