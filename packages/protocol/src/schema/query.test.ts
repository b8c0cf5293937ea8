import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseClassifyQuery } from './query.ts'

const parse = (query: string) => parseClassifyQuery(new URLSearchParams(query))

describe('the options in a query', () => {
  it.each([
    ['', { model: 'digits', topK: 3 }],
    ['model=letters&topK=1', { model: 'letters', topK: 1 }],
    ['allowed=7&allowed=%2C', { model: 'digits', topK: 3, allowed: ['7', ','] }],
  ])('"%s" are read with their defaults', (query, value) => {
    expect(parse(query)).toEqual({ ok: true, value })
  })

  it.each([
    ['topK=0', '?topK'],
    ['topK=1.5', '?topK'],
    ['topK=', '?topK'],
    ['topK=1&topK=2', '?topK'],
    ['model=', '?model'],
    ['topk=1', '?topk'],
    ['constructor=1', '?constructor'],
    ['allowed=', '?allowed/0'],
  ])('"%s" are refused with the parameter', (query, path) => {
    expect(parse(query)).toEqual({ ok: false, errors: [expect.objectContaining({ path })] })
  })

  it('never make the parser throw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
        const parsed = parseClassifyQuery(new URLSearchParams(pairs))
        if (!parsed.ok) expect(parsed.errors.length).toBeGreaterThan(0)
      }),
      { seed: 1 },
    )
  })
})
