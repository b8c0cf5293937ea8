import { describe, expect, it } from 'vitest'
import { runCase } from '../src/fuzz/run-case.ts'
import { seedModels } from '../src/fuzz/seeds.ts'

/** The whole run of 200,000 is `test/src/fuzz-engine.ts`. */
const CASES = 2000

describe('mutated model files and hostile tensors', () => {
  it.each(['wasm-relaxed', 'wasm-simd', 'js'] as const)(
    'give a named error or a valid result, kernel %s',
    async (kernel) => {
      const seeds = seedModels()
      const outcomes = new Map<string, number>()
      for (let number = 0; number < CASES; number++) {
        const outcome = await runCase(number, seeds, { kernel }).catch((cause) => {
          throw new Error(`case ${number}`, { cause })
        })
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
      const kinds = ['MODEL_FORMAT', 'MODEL_UNSUPPORTED', 'valid']
      expect([...outcomes.keys()].sort()).toEqual(kinds)
      // Each kind often enough that neither the parser nor what comes after it goes untested.
      for (const kind of kinds) expect(outcomes.get(kind)).toBeGreaterThan(CASES / 20)
    },
  )
})
