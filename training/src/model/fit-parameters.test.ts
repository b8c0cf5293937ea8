import { describe, expect, it } from 'vitest'
import { ARCHITECTURES } from './architecture.ts'
import { fitHidden } from './fit-parameters.ts'
import { parameterCount } from './network.ts'

const SHAPE = {
  steps: 28,
  features: 28,
  labels: 10,
  readout: 'final',
  connection: 'none',
} as const

describe('equal counts of parameters', () => {
  it('counts those of the paper’s network', () => {
    const gates = 4 * 128 * (28 + 128 + 1)
    expect(parameterCount({ ...SHAPE, architecture: 'bilstm', hidden: 128 })).toBe(
      2 * gates + 10 * 257,
    )
  })

  it.each(ARCHITECTURES)('come within 2 %% for %s', (architecture) => {
    const target = 163_338
    const hidden = fitHidden({ ...SHAPE, architecture }, target)
    const count = parameterCount({ ...SHAPE, architecture, hidden })
    expect(Math.abs(count - target)).toBeLessThanOrEqual(0.02 * target)
  })

  it('are refused where no hidden size comes near', () => {
    expect(() => fitHidden({ ...SHAPE, architecture: 'cnn' }, 1500)).toThrow(/within 2 %/)
  })
})
