import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DURATION_EDGES, durationBin, durationQuantile } from './counters.ts'
import { stabilityIndex } from './psi.ts'

describe('the population stability index', () => {
  it('is zero for the same distribution and for no observations', () => {
    expect(stabilityIndex([0.5, 0.5], [10, 10])).toBe(0)
    expect(stabilityIndex([0.5, 0.5], [0, 0])).toBe(0)
  })

  it('is what the formula gives by hand', () => {
    // (0.8 − 0.5) ln(0.8 / 0.5) + (0.2 − 0.5) ln(0.2 / 0.5)
    expect(stabilityIndex([0.5, 0.5], [80, 20])).toBeCloseTo(0.415888, 5)
  })

  it('is finite and not negative, whatever is empty', () => {
    const counts = fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(counts, fc.constantFrom([1, 0, 0], [0.2, 0.3, 0.5]), (seen, reference) => {
        const index = stabilityIndex(reference, seen)
        expect(Number.isFinite(index)).toBe(true)
        expect(index).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300, seed: 1 },
    )
  })
})

describe('a quantile of durations', () => {
  it('bounds the sorted list’s from above, by its bin’s edge', () => {
    const durations = fc.array(fc.double({ min: 0, max: 9000, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(durations, (list) => {
        const bins = new Array<number>(DURATION_EDGES.length + 1).fill(0)
        for (const duration of list) bins[durationBin(duration)]++
        const exact = [...list].sort((a, b) => a - b)[Math.ceil(0.95 * list.length) - 1]
        const bound = durationQuantile(bins, 0.95)!
        expect(bound).toBeGreaterThanOrEqual(exact)
        expect(DURATION_EDGES.find((edge) => exact <= edge) ?? Number.POSITIVE_INFINITY).toBe(bound)
      }),
      { numRuns: 300, seed: 2 },
    )
  })

  it('is unknown of nothing', () => {
    expect(durationQuantile([0, 0], 0.95)).toBeUndefined()
  })
})
