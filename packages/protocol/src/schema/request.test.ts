import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../limits.ts'
import { toJsonSchema } from './checked.ts'
import { parseClassifyRequest } from './parse.ts'
import { classifyRequestSchema } from './request.ts'

const strokes = [
  [
    [1, 2],
    [3, 4, 5],
  ],
]
const raster = new Array(LIMITS.pixels).fill(0.5)

describe('a classify request', () => {
  it.each([
    [{ strokes }],
    [{ inks: [{ strokes }, { strokes }] }],
    [{ raster }],
    [{ rasters: [raster, raster] }],
  ])('may have one input, and gets the defaults', (body) => {
    expect(parseClassifyRequest(body)).toEqual({
      ok: true,
      value: { ...body, model: 'digits', topK: 3 },
    })
  })

  it('keeps its options', () => {
    const body = { strokes, model: 'letters', topK: 1, allowed: ['a', 'b'] }
    expect(parseClassifyRequest(body)).toEqual({ ok: true, value: body })
  })

  it.each([
    [{}, '', 'expected one of strokes, inks, raster, rasters, got none'],
    [
      { strokes, raster },
      '',
      'expected one of strokes, inks, raster, rasters, got strokes and raster',
    ],
    [{ strokes, topk: 2 }, '/topk', 'not a field of the request'],
    [{ strokes, 'a/b~': 2 }, '/a~1b~0', 'not a field of the request'],
    [{ inks: [{ strokes }, { strokes: [[[1]]] }] }, '/inks/1/strokes/0/0', 'an array of 1'],
    [{ inks: [{}] }, '/inks/0/strokes', 'got nothing'],
    [{ strokes, topK: '3' }, '/topK', 'expected number, got string'],
    [{ inks: [] }, '/inks', 'expected at least 1 items'],
    [{ rasters: [raster, [1]] }, '/rasters/1', 'got 1'],
    [{ strokes: null }, '/strokes', 'got null'],
    [{ strokes, topK: 0 }, '/topK', 'expected at least 1'],
    [{ strokes, topK: 1.5 }, '/topK', 'expected int'],
    [{ strokes, model: '' }, '/model', 'expected at least 1 characters'],
    [{ strokes, model: 7 }, '/model', 'expected string'],
    [{ strokes, allowed: [] }, '/allowed', 'expected at least 1 items'],
    [{ strokes, allowed: [7] }, '/allowed/0', 'expected string'],
    [null, '', 'expected object'],
    [[strokes], '', 'expected object'],
  ])('is refused as %j with the place and the reason', (body, path, reason) => {
    expect(parseClassifyRequest(body)).toEqual({
      ok: false,
      errors: [expect.objectContaining({ path, message: expect.stringContaining(reason) })],
    })
  })

  it('has at most 64 inks, and says so', () => {
    const most = Array.from({ length: LIMITS.inks }, () => ({ strokes }))
    expect(parseClassifyRequest({ inks: most }).ok).toBe(true)
    expect(parseClassifyRequest({ inks: [...most, { strokes }] })).toMatchObject({
      errors: [{ path: '/inks', limit: 64 }],
    })
  })

  it('has a limit on its points over all inks', () => {
    const ink = { strokes: [Array.from({ length: LIMITS.points / 4 }, () => [0, 0])] }
    expect(parseClassifyRequest({ inks: [ink, ink, ink, ink] }).ok).toBe(true)
    expect(parseClassifyRequest({ inks: [ink, ink, ink, ink, { strokes }] })).toMatchObject({
      errors: [{ path: '/inks', limit: LIMITS.points }],
    })
  })

  it('has a bounded number of errors, however wrong it is', () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`f${i}`, i]))
    const inks = new Array(64).fill(3)
    expect(parseClassifyRequest({ ...fields, inks })).toMatchObject({
      errors: { length: LIMITS.errors },
    })
  })

  it('never makes the parser throw, whatever it is', () => {
    const keys = fc.constantFrom('strokes', 'inks', 'raster', 'rasters', 'model', 'topK', 'allowed')
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()), fc.anything())
    fc.assert(
      fc.property(body, (value) => {
        const parsed = parseClassifyRequest(value)
        if (!parsed.ok) expect(parsed.errors.length).toBeGreaterThan(0)
      }),
      { numRuns: 2000, seed: 5 },
    )
  })
})

describe('the JSON Schema of a request', () => {
  const schema = toJsonSchema(classifyRequestSchema)

  it('shows the declaration where a hand-written check validates', () => {
    expect(schema.properties).toMatchObject({
      strokes: {
        type: 'array',
        maxItems: LIMITS.strokes,
        items: { anyOf: [{ items: { anyOf: { length: 3 } } }, { items: { type: 'number' } }] },
      },
      raster: { anyOf: [{ minItems: LIMITS.pixels, maxItems: LIMITS.pixels }, { type: 'string' }] },
      rasters: { items: { anyOf: [{ minItems: LIMITS.pixels }, { type: 'string' }] } },
      topK: { default: 3, maximum: LIMITS.topK },
    })
  })

  it('asks for exactly one input', () => {
    expect(schema.oneOf).toHaveLength(4)
  })
})
