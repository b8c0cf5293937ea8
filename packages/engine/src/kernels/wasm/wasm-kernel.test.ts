import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UnsupportedModelError } from '../../errors.ts'
import { storeNetwork } from '../../graph/map-matrices.ts'
import type { RecurrentClassifier } from '../../graph/recurrent.ts'
import {
  type RandomNetworkOptions,
  randomInputs,
  randomNetwork,
} from '../../reference/random-network.ts'
import { referenceLogits } from '../../reference/reference-logits.ts'
import { createKernel } from '../create-kernel.ts'
import type { WasmKernelName } from './exports.ts'

/** Largest error of a logit, relative to the spread of the logits that random heads of these sizes give. */
const TOLERANCE: Record<WasmKernelName, number> = { 'wasm-simd': 1e-3, 'wasm-relaxed': 4e-2 }

const KERNELS = Object.keys(TOLERANCE) as WasmKernelName[]

const SHAPES: Record<string, RandomNetworkOptions> = {
  'the paper’s network': { hidden: [128] },
  'the paper’s read-out at the last step': { hidden: [128], readout: 'last-step' },
  'mean and maximum over time': { hidden: [40], readout: 'mean-max' },
  'rows and columns': { hidden: [24], scans: ['rows', 'columns'] },
  'columns of an input that is not square': { steps: 9, features: 5, scans: ['columns', 'rows'] },
  'a trace': { steps: 64, features: 5, hidden: [64] },
  'two layers': { hidden: [16, 24], readout: 'mean-max' },
  'three layers, one direction': { hidden: [8, 16, 8], directions: 1 },
  'a GRU': { cell: 'gru', hidden: [40] },
  'a GRU of two layers': { cell: 'gru', hidden: [24, 8], readout: 'last-step' },
  'the smallest network': { hidden: [8], directions: 1, steps: 1, features: 1, labels: 1 },
  'the largest layer': { hidden: [256], steps: 3, features: 90, labels: 256, directions: 1 },
  'a normalised input': { hidden: [32], mean: 0.1307, std: 0.3081 },
}

describe.each(KERNELS)('%s', (kernel) => {
  it.each(Object.keys(SHAPES))('agrees with float64 on %s', async (shape) => {
    const network = randomNetwork(SHAPES[shape])
    expect(await largestError(network, kernel, randomInputs(network, 2), 2)).toBeLessThan(
      TOLERANCE[kernel],
    )
  })

  it('agrees with float64 on random shapes, steps of blank paper and signed inputs', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, seed) => {
        const network = randomNetwork({ ...shape, seed })
        const inputs = signedInputs(network, 2, seed)
        expect(await largestError(network, kernel, inputs, 2)).toBeLessThan(TOLERANCE[kernel])
      }),
      { numRuns: 60, seed: 3 },
    )
  })

  it('gives an ink the same answer alone and in a batch of any size', async () => {
    const network = randomNetwork({ hidden: [16], features: 6, steps: 7 })
    const size = 6 * 7
    const inputs = randomInputs(network, 70)
    const machine = await createKernel(storeNetwork(network), { kernel })
    const alone = Array.from({ length: 70 }, (_, i) =>
      run(machine, inputs.subarray(i * size, (i + 1) * size), 1),
    )
    for (let n = 1; n <= 70; n++) {
      expect(run(machine, inputs, n)).toEqual(
        Float32Array.from(alone.slice(0, n).flatMap((row) => [...row])),
      )
    }
  })

  it('starts from blank paper as if it had read it', async () => {
    for (const readout of ['final', 'last-step', 'mean-max'] as const) {
      const network = randomNetwork({ hidden: [16], readout, mean: 0.2, std: 0.5 })
      for (const blank of [0, 1, 5, 12, 13, 27, 28]) {
        const inputs = randomInputs(network)
        inputs.fill(0, 0, blank * 28)
        expect(await largestError(network, kernel, inputs, 1)).toBeLessThan(TOLERANCE[kernel])
        inputs.reverse()
        expect(await largestError(network, kernel, inputs, 1)).toBeLessThan(TOLERANCE[kernel])
      }
    }
  })

  it('follows inputs that saturate every gate', async () => {
    const network = randomNetwork({ hidden: [32] })
    for (const { inputWeights } of directionsOf(network)) multiply(inputWeights, 300)
    for (const magnitude of [1, -1, 1000]) {
      const inputs = randomInputs(network).map((x) => x * magnitude)
      expect(await largestError(network, kernel, inputs, 1)).toBeLessThan(TOLERANCE[kernel])
    }
  })

  it.each([1e-12, 1e-3, 1, 1e3, 1e6])(
    'never overflows where all weights are %d',
    async (weight) => {
      const network = randomNetwork({ hidden: [256], features: 64, steps: 3, directions: 1 })
      for (const { inputWeights, recurrentWeights } of directionsOf(network)) {
        inputWeights.fill(weight)
        recurrentWeights.fill(weight)
      }
      for (const input of [1, -1, 1e6, -1e6]) {
        const inputs = new Float32Array(64 * 3).fill(input)
        expect(await largestError(network, kernel, inputs, 1)).toBeLessThan(TOLERANCE[kernel])
      }
    },
  )

  it('answers with numbers for every finite input', async () => {
    const network = randomNetwork()
    const machine = await createKernel(storeNetwork(network), { kernel })
    for (const input of [3.4e38, -3.4e38, 1e-45, 1e-30, 1e30]) {
      const logits = run(machine, new Float32Array(28 * 28).fill(input), 1)
      expect(logits.every(Number.isFinite)).toBe(true)
    }
  })

  it('refuses a GRU that resets before its linear map', async () => {
    const network = randomNetwork({ cell: 'gru', linearBeforeReset: false })
    await expect(createKernel(storeNetwork(network), { kernel })).rejects.toThrow(
      UnsupportedModelError,
    )
  })

  it('rejects with the reason of an aborted signal', async () => {
    const signal = AbortSignal.abort('the page was left')
    await expect(createKernel(storeNetwork(randomNetwork()), { kernel, signal })).rejects.toBe(
      'the page was left',
    )
  })
})

const shapes: fc.Arbitrary<RandomNetworkOptions> = fc.record({
  cell: fc.constantFrom('lstm', 'gru'),
  steps: fc.integer({ min: 1, max: 40 }),
  features: fc.integer({ min: 1, max: 40 }),
  hidden: fc.array(
    fc.integer({ min: 1, max: 6 }).map((blocks) => blocks * 8),
    { minLength: 1, maxLength: 2 },
  ),
  directions: fc.constantFrom(1, 2),
  scans: fc.constantFrom(['rows'], ['columns'], ['rows', 'columns']),
  readout: fc.constantFrom('final', 'last-step', 'mean-max'),
  labels: fc.integer({ min: 1, max: 12 }),
  mean: fc.constantFrom(0, 0.13),
  std: fc.constantFrom(1, 0.31),
})

async function largestError(
  network: RecurrentClassifier,
  kernel: WasmKernelName,
  inputs: Float32Array,
  n: number,
): Promise<number> {
  const logits = run(await createKernel(storeNetwork(network), { kernel }), inputs, n)
  const expected = referenceLogits(network, inputs, n)
  return logits.reduce((worst, logit, i) => Math.max(worst, Math.abs(logit - expected[i])), 0)
}

function run(kernel: Awaited<ReturnType<typeof createKernel>>, inputs: Float32Array, n: number) {
  const logits = new Float32Array(n * kernel.network.labels)
  kernel.run(inputs, n, logits)
  return logits
}

/** Inputs in −2..2 with some steps of zeros. */
function signedInputs(network: RecurrentClassifier, n: number, seed: number): Float32Array {
  const { features } = network.input
  return randomInputs(network, n, seed).map((x, i) => {
    const step = Math.floor(i / features)
    return step % 3 === 0 ? 0 : (x - 0.3) * 2
  })
}

function directionsOf(network: RecurrentClassifier) {
  return network.branches.flatMap(({ layers }) => layers.flatMap(({ directions }) => directions))
}

function multiply(weights: Float32Array, factor: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] *= factor
}
