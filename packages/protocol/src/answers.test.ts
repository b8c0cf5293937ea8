import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isClassifyResponse, isProblem } from './answers.ts'
import { PROBLEMS, type ProblemCode, problem } from './problem.ts'
import { classifyResponseSchema, problemSchema } from './schema/answers.ts'

const probability = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double())
const result = fc.record({
  candidates: fc.array(fc.record({ label: fc.string(), probability })),
  rejected: fc.boolean(),
})
const response = fc.record({
  model: fc.record({ id: fc.string(), version: fc.string() }),
  results: fc.array(result),
})
const fieldError = fc.record(
  { path: fc.string(), message: fc.string(), limit: fc.double() },
  { requiredKeys: ['path', 'message'] },
)
const document = fc
  .tuple(fc.constantFrom(...(Object.keys(PROBLEMS) as ProblemCode[])), fc.array(fieldError))
  .map(([code, errors]) => problem(code, 'detail', errors))

/** Replaces one value anywhere below the root, so that near misses are tried too. */
const broken = <T>(whole: fc.Arbitrary<T>) =>
  fc
    .tuple(whole, fc.nat(), fc.constantFrom(null, 1.5, 'x', [], {}, true))
    .map(([value, at, by]) => {
      const paths: (() => void)[] = []
      const copy = structuredClone(value) as unknown
      visit(copy, (parent, key) => paths.push(() => Object.assign(parent, { [key]: by })))
      paths[at % paths.length]()
      return copy
    })

function visit(value: unknown, found: (parent: object, key: string) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    found(value, key)
    visit(child, found)
  }
}

describe('the guards of a client', () => {
  it('accept the responses that the schema accepts, and no other', () => {
    fc.assert(
      fc.property(fc.oneof(response, broken(response), fc.anything()), (value) => {
        expect(isClassifyResponse(value)).toBe(classifyResponseSchema.safeParse(value).success)
      }),
      { numRuns: 2000, seed: 3 },
    )
  })

  it('accept every problem document that the schema accepts', () => {
    fc.assert(
      fc.property(fc.oneof(document, broken(document), fc.anything()), (value) => {
        if (problemSchema.safeParse(value).success) expect(isProblem(value)).toBe(true)
      }),
      { numRuns: 2000, seed: 4 },
    )
  })

  it('accept a problem with a code of a later server, and refuse one without a code', () => {
    const later = { ...problem('not-found', 'x'), code: 'out-of-paper' }
    expect(isProblem(later)).toBe(true)
    expect(isProblem({ ...later, code: undefined })).toBe(false)
  })
})
