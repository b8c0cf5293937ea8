import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHints, toLanguages, toPoint } from './dictionaries.ts'

/** Anything at all that a caller may pass as a number. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true }),
  fc.double().map(String),
  fc.constant(Symbol('s')),
)

/** What JavaScript's own conversion makes of a value: undefined where it throws. */
function numberOf(value: unknown): number | undefined {
  try {
    // Math functions convert by the same rule, without an operator of ours.
    return Math.max(value as number)
  } catch {
    return undefined
  }
}

describe('a point', () => {
  test('takes for a coordinate whatever JavaScript makes a finite number of, and nothing else', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const expected = numberOf(value)
        const convert = () => toPoint({ x: value, y: 1 })
        if (expected === undefined || !Number.isFinite(expected)) expect(convert).toThrow(TypeError)
        else expect(convert()).toEqual({ x: expected, y: 1 })
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['"12" is 12', '12', 12],
    ['null is 0', null, 0],
    ['true is 1', true, 1],
    ['a Date is its time', new Date(5), 5],
    ['an empty string is 0', '', 0],
  ])('%s', (_, value, expected) => {
    expect(toPoint({ x: value, y: value })).toEqual({ x: expected, y: expected })
  })

  test('is a copy of x, y and t alone, and a time that is missing stays missing', () => {
    expect(toPoint({ x: 1, y: 2, pressure: 1 })).toEqual({ x: 1, y: 2 })
    expect(Object.keys(toPoint({ x: 1, y: 2, t: undefined }))).toEqual(['x', 'y'])
    expect(toPoint({ x: 1, y: 2, t: 3 })).toEqual({ x: 1, y: 2, t: 3 })
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a string', 'x'],
    ['no x', { y: 1 }],
    ['no y', { x: 1 }],
    ['NaN', { x: Number.NaN, y: 1 }],
    ['infinity', { x: 1, y: Number.POSITIVE_INFINITY }],
    ['a time that is no number', { x: 1, y: 1, t: 'soon' }],
    ['a bigint', { x: 1n, y: 1 }],
    ['a symbol', { x: Symbol('x'), y: 1 }],
  ])('of %s is a TypeError', (_, value) => {
    expect(() => toPoint(value)).toThrow(TypeError)
  })

  test('reads its members once each, in alphabetical order', () => {
    const read: string[] = []
    const watched = new Proxy({ x: 1, y: 2, t: 3 } as Record<string, number>, {
      get: (target, name: string) => {
        read.push(name)
        return target[name]
      },
    })
    toPoint(watched)
    expect(read).toEqual(['t', 'x', 'y'])
  })
})

describe('languages', () => {
  test('come from any iterable object, each as a string', () => {
    expect(toLanguages({ languages: new Set(['en', 'de']) })).toEqual(['en', 'de'])
    expect(toLanguages({ languages: ['en', 5, null] })).toEqual(['en', '5', 'null'])
    expect(toLanguages({ languages: [] })).toEqual([])
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an object without them', {}],
    ['a string', { languages: 'en' }],
    ['a number', { languages: 5 }],
    ['null in them', { languages: null }],
    ['an object that is no iterable', { languages: { length: 1, 0: 'en' } }],
    ['a symbol among them', { languages: [Symbol('en')] }],
    ['a constraint that is no object', 'en'],
  ])('of %s are a TypeError', (_, value) => {
    expect(() => toLanguages(value)).toThrow(TypeError)
  })
})

describe('hints', () => {
  test('have defaults', () => {
    for (const none of [undefined, null, {}, { alternatives: undefined }]) {
      expect(toHints(none)).toEqual({ alternatives: 3, recognitionType: 'text' })
    }
  })

  test('take any number of alternatives modulo 2³²', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.constant(-1)), (alternatives) => {
        const [expected] = new Uint32Array([alternatives])
        expect(toHints({ alternatives }).alternatives).toBe(expected)
      }),
    )
  })

  test('take any string as a type, and refuse a symbol', () => {
    expect(toHints({ recognitionType: 'email', inputType: 'pen' }).recognitionType).toBe('email')
    for (const name of ['recognitionType', 'inputType', 'textContext']) {
      expect(() => toHints({ [name]: Symbol('s') })).toThrow(TypeError)
    }
  })
})
