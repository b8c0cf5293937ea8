import { describe, expect, it } from 'vitest'
import type { ComputePool } from '../compute/pool.ts'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { fakeQuantize } from '../model/fake-quantize.ts'
import { initialiseParameters } from '../model/initialise.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters } from '../model/parameters.ts'
import { createRandom } from '../random.ts'
import { createRunState } from './run-state.ts'
import { train } from './train.ts'

const SAMPLES = 6
const EPOCHS = 5

/** Trains on a pool that computes nothing: it notes the weights it is given and answers with a fixed gradient. */
async function trainOnRecorder(changes: Record<string, unknown>, accuracies: number[] = []) {
  const config = parseConfig({
    hidden: 8,
    epochs: EPOCHS,
    batch: SAMPLES,
    warmup: 0,
    weightDecay: 0,
    ema: 0,
    labels: ['0', '1'],
    ...changes,
  })
  const layout = layoutParameters(createNetwork(networkShape(config)).parameters)
  const state = createRunState(config, initialiseParameters(layout, createRandom('recorder')))
  const trained: Float32Array[] = []
  const validated: Float32Array[] = []
  const validation = Int32Array.from({ length: 10 }, (_, i) => SAMPLES + i)
  const pool: ComputePool = {
    backend: 'cpu',
    threads: 1,
    weights: new Float32Array(layout.size),
    average: new Float32Array(layout.size),
    meanGradient: new Float32Array(layout.size),
    async gradient() {
      trained.push(pool.weights.slice())
      pool.meanGradient.fill(1e-3)
      return { loss: 1, correct: 0 }
    },
    async logits({ samples }) {
      validated.push(pool.average.slice())
      const right = 10 * (accuracies[validated.length - 1] ?? 1)
      return Float32Array.from(samples, (_, i) => (i < right ? 1 : -1)).reduce(
        (logits, value, i) => {
          logits[2 * i] = value
          return logits
        },
        new Float32Array(2 * samples.length),
      )
    },
    async close() {},
  }
  const before: Float32Array[] = []
  const outcome = await train({
    state,
    pool,
    layout,
    set: {
      train: [{ start: 0, count: SAMPLES, weight: 1 }],
      validation,
      labels: new Uint8Array(SAMPLES + 10),
      sourceOf: () => 'mnist',
    },
    onCheckpoint: async (current, due) => {
      if (due === 'epoch') before.push(current.weights.slice())
    },
  })
  return { outcome, state, layout, trained, validated, weightsAfter: before }
}

describe('quantization-aware training', () => {
  it('computes the last epochs at int8 weights and moves the unrounded ones', async () => {
    const { state, layout, trained, validated, weightsAfter } = await trainOnRecorder({
      qatEpochs: 2,
    })
    const rounded = (weights: Float32Array) => {
      const out = new Float32Array(weights.length)
      fakeQuantize(layout, weights, out)
      return out
    }
    for (const epoch of [1, 2]) expect(trained[epoch]).toEqual(weightsAfter[epoch - 1])
    for (const epoch of [3, 4]) {
      expect(trained[epoch]).toEqual(rounded(weightsAfter[epoch - 1]))
      expect(trained[epoch]).not.toEqual(weightsAfter[epoch - 1])
    }
    expect(validated[2]).toEqual(weightsAfter[2])
    expect(validated[4]).toEqual(rounded(weightsAfter[4]))
    expect(state.weights).toEqual(weightsAfter[4])
    const plain = await trainOnRecorder({})
    expect(state.weights).toEqual(plain.state.weights)
  })
})

describe('early stopping', () => {
  it('ends the run when patience epochs have passed since the best, whose weights it keeps', async () => {
    const { outcome, state, validated } = await trainOnRecorder(
      { patience: 2 },
      [0.5, 0.8, 0.7, 0.8, 0.9],
    )
    expect(outcome).toBe('stopped-early')
    expect(state.epoch).toBe(4)
    expect(state.best).toMatchObject({ epoch: 2, accuracy: 0.8 })
    expect(state.best!.weights).toEqual(validated[1])
  })

  it('lets a run that keeps improving come to its end', async () => {
    const { outcome } = await trainOnRecorder({ patience: 2 }, [0.5, 0.4, 0.6, 0.5, 0.7])
    expect(outcome).toBe('finished')
  })

  it('never ends a run whose patience is 0', async () => {
    const { outcome, state } = await trainOnRecorder({ patience: 0 }, [0.9, 0.1, 0.1, 0.1, 0.1])
    expect(outcome).toBe('finished')
    expect(state.epoch).toBe(EPOCHS)
  })
})
