import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptClassifyRequest, acceptOptions } from './accept.ts'
import { LIMITS } from './limits.ts'
import { queryValues } from './query.ts'
import { parseClassifyRequest } from './schema/parse.ts'
import { parseClassifyQuery } from './schema/query.ts'

/** Mostly sound, so that a whole request often is. */
const mostly = <T>(sound: fc.Arbitrary<T>, ...others: fc.Arbitrary<unknown>[]) =>
  fc.oneof({ weight: 40 * others.length, arbitrary: sound }, ...others)

const number = mostly(
  fc.integer({ min: 0, max: 1 }),
  fc.constantFrom(-1, 0.5, 1e9, -1e9, 1e9 + 1, Number.NaN, Number.POSITIVE_INFINITY),
)
const point = mostly(
  fc.oneof(
    fc.array(number, { minLength: 2, maxLength: 3 }),
    fc.record({ x: number, y: number, t: number, pressure: number }, { requiredKeys: ['x', 'y'] }),
  ),
  fc.array(number, { maxLength: 4 }),
)
const pair = fc.tuple(number, number)
const stroke = mostly(
  fc.oneof(
    fc.array(point, { minLength: 1, maxLength: 3 }),
    fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) => pairs.flat()),
  ),
  fc.array(number, { maxLength: 3 }),
)
const strokes = mostly(fc.array(stroke, { minLength: 1, maxLength: 3 }), fc.constant([]))
const paper = new Array<unknown>(LIMITS.pixels).fill(0)
const raster = fc.oneof(
  fc.tuple(fc.nat(LIMITS.pixels), number).map(([at, value]) => paper.with(at % 784, value)),
  fc.constantFrom('A'.repeat(1046), `${'A'.repeat(1046)}==`, 'A'.repeat(1045), 'é'.repeat(1046)),
  fc.constant(paper.slice(1)),
)
const name = mostly(
  fc.string({ minLength: 1, maxLength: 3 }),
  fc.constantFrom('', 'é'.repeat(64), 'e'.repeat(65)),
)
const topK = mostly(
  fc.integer({ min: 1, max: 100 }),
  fc.constantFrom(0, 101, 1.5, '3', null, 2 ** 53),
)
const junk = fc.oneof(fc.anything(), fc.constant(undefined))

const often = <T>(sound: fc.Arbitrary<T>) => mostly(sound, junk)
const ink = mostly(fc.record({ strokes: often(strokes) }), fc.record({ strokes, more: junk }))
const list = <T>(items: fc.Arbitrary<T>) => often(fc.array(items, { minLength: 1, maxLength: 3 }))
const input = fc.oneof(
  fc.record({ strokes: often(strokes) }),
  fc.record({ inks: list(often(ink)) }),
  fc.record({ raster: often(raster) }),
  fc.record({ rasters: list(often(raster)) }),
  fc.record({ strokes, raster }, { requiredKeys: [] }),
)
const options = fc.record(
  { model: often(name), topK: often(topK), allowed: list(often(name)) },
  { requiredKeys: [] },
)
const partial = fc.record({ isPartial: often(fc.boolean()) }, { requiredKeys: [] })
const body = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(input, options, partial)
      .map(([one, more, pen]) => ({ ...one, ...more, ...pen })),
  },
  fc.tuple(input, fc.dictionary(fc.string(), junk)).map(([one, more]) => ({ ...more, ...one })),
  fc.anything(),
)

const atLimits = [
  { strokes: new Array(LIMITS.strokes).fill([[0, 0]]) },
  { strokes: new Array(LIMITS.strokes + 1).fill([[0, 0]]) },
  { strokes: [new Array(2 * LIMITS.points).fill(0)] },
  { strokes: [new Array(2 * LIMITS.points + 2).fill(0)] },
  { inks: new Array(LIMITS.inks).fill({ strokes: [[[0, 0]]] }) },
  { inks: new Array(LIMITS.inks + 1).fill({ strokes: [[[0, 0]]] }) },
  { inks: new Array(2).fill({ strokes: [new Array(LIMITS.points / 2).fill([0, 0])] }) },
  { inks: new Array(2).fill({ strokes: [new Array(LIMITS.points / 2 + 1).fill([0, 0])] }) },
  { rasters: new Array(LIMITS.inks).fill('A'.repeat(1046)) },
  { rasters: new Array(LIMITS.inks + 1).fill('A'.repeat(1046)) },
  { strokes: [[[0, 0]]], allowed: new Array(LIMITS.allowed).fill('a') },
  { strokes: [[[0, 0]]], allowed: new Array(LIMITS.allowed + 1).fill('a') },
  { raster: 'A'.repeat(1046), strokes: undefined },
]

/** Zod passes over a field of this name; here it is not worth a line, and the schema is asked. */
const hasProto = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')

/** What the schema takes, with its defaults; undefined for what it refuses. */
const bySchema = (value: unknown) => {
  const parsed = parseClassifyRequest(value)
  return parsed.ok ? parsed.value : undefined
}

describe('a request that is accepted without the schema', () => {
  it('is one that the schema takes, as it takes it, and no other', () => {
    let accepted = 0
    fc.assert(
      fc.property(body, (value) => {
        const fast = acceptClassifyRequest(value)
        expect(fast).toEqual(hasProto(value) ? undefined : bySchema(value))
        if (fast) accepted++
      }),
      { numRuns: 700, seed: 7 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  it.each(atLimits)('is one that the schema takes at each limit (%#)', (value) => {
    expect(acceptClassifyRequest(value)).toEqual(bySchema(value))
  })

  it('has options in a query as the schema reads them', () => {
    const key = fc.constantFrom('model', 'topK', 'allowed', 'topk')
    const text = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.integer({ min: -1, max: 102 }).map(String),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(key, text), { maxLength: 3 }), (pairs) => {
        const query = new URLSearchParams(pairs)
        const parsed = parseClassifyQuery(query)
        expect(acceptOptions(queryValues(query))).toEqual(parsed.ok ? parsed.value : undefined)
      }),
      { numRuns: 500, seed: 8 },
    )
  })
})
