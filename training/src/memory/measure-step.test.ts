import { beforeAll, expect, it } from 'vitest'
import { startBackend } from '../backend/backend.ts'
import { measureStep } from './measure-step.ts'

beforeAll(() => startBackend('wasm'))

it('gradient checkpointing holds less than a third of the memory over 100 steps', async () => {
  const cost = (segment: number) =>
    measureStep({
      shape: {
        architecture: 'lstm',
        steps: 100,
        features: 1,
        hidden: 8,
        labels: 3,
        readout: 'final',
        connection: 'none',
      },
      batch: 4,
      segment,
      repetitions: 1,
    })
  const [all, tenth] = [await cost(0), await cost(10)]
  expect(tenth.peakBytes).toBeLessThan(all.peakBytes / 3)
})
