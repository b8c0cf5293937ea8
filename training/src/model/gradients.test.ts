import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, threadBackends } from '../backend/backend.ts'
import { createRandom } from '../random.ts'
import type { NetworkShape } from './architecture.ts'
import { type Batch, createBatch } from './batch-tensors.ts'
import { initialiseParameters } from './initialise.ts'
import { crossEntropySum, smoothTargets } from './loss.ts'
import { createNetwork } from './network.ts'
import {
  layoutParameters,
  type NamedTensors,
  nameTensors,
  type ParameterLayout,
  parameterTensors,
} from './parameters.ts'
import { referenceLoss } from './testing/float64-reference.ts'
import { plainLogits } from './testing/plain-autodiff.ts'

const BATCH = 3
const LABELS = [2, 0, 1]
const UNIT_NORMALISATION = { mean: 0, std: 1 }

const BASE: NetworkShape = {
  architecture: 'bilstm',
  steps: 6,
  features: 3,
  hidden: 4,
  labels: 3,
  readout: 'final',
  connection: 'none',
}

/** Networks of one layer: plain autodiff knows them too. */
const FLAT: Partial<NetworkShape>[] = [
  { architecture: 'rnn' },
  { architecture: 'lstm', readout: 'mean-max' },
  { architecture: 'gru' },
  { architecture: 'bigru', readout: 'last-step' },
  { architecture: 'bilstm' },
  { architecture: 'bilstm', readout: 'last-step' },
  { architecture: 'bilstm', readout: 'mean-max' },
  { architecture: 'bilstm-dual' },
]

const DEEP: Partial<NetworkShape>[] = [
  { architecture: 'bilstm-hier' },
  { architecture: 'bilstm-hier', readout: 'last-step' },
  { architecture: 'bilstm-hier', readout: 'mean-max', hidden: 5 },
  { architecture: 'bilstm-hier', connection: 'residual' },
  { architecture: 'bilstm-hier', connection: 'highway' },
  { architecture: 'bilstm-hier', connection: 'highway', readout: 'mean-max' },
  { architecture: 'cnn', hidden: 5, steps: 9, features: 8 },
]

const titleOf = (part: Partial<NetworkShape>) => Object.values(part).join(' ')
const cases = (parts: Partial<NetworkShape>[]) =>
  parts.map((part) => [titleOf(part), part] as const)

function example(part: Partial<NetworkShape>, gradientCheckpointing = 0) {
  const shape = { ...BASE, ...part }
  const network = createNetwork(shape, { gradientCheckpointing })
  const layout = layoutParameters(network.parameters)
  const random = createRandom(`gradients ${titleOf(part)}`)
  const weights = initialiseParameters(layout, random)
  const inputs = Float32Array.from({ length: BATCH * shape.steps * shape.features }, () =>
    random.normal(),
  )
  return { shape, network, layout, weights, inputs }
}

type Example = ReturnType<typeof example>
type Logits = (parameters: NamedTensors, batch: Batch) => tf.Tensor2D

/** Loss and flat gradient of a way to compute the logits. */
function differentiate({ shape, network, layout, weights, inputs }: Example, logits?: Logits) {
  return tf.tidy(() => {
    const batch = createBatch(inputs, shape, UNIT_NORMALISATION, network.reads)
    const targets = smoothTargets(LABELS, shape.labels, 0)
    const compute = logits ?? network.logits.bind(network)
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) =>
      crossEntropySum(targets, compute(nameTensors(layout, tensors), batch)),
    )(parameterTensors(layout, weights))
    return { loss: value.dataSync()[0], gradient: grads.flatMap((g) => [...g.dataSync()]) }
  })
}

function toDoubles(layout: ParameterLayout, flat: Float64Array) {
  return Object.fromEntries(
    layout.specs.map((spec, i) => [
      spec.name,
      flat.subarray(layout.offsets[i], layout.offsets[i] + spec.rows * spec.columns),
    ]),
  )
}

/** Gradients by title: the examples are the same on every backend. */
const known = new Map<string, number[]>()

function expectedGradient(part: Partial<NetworkShape>): number[] {
  const gradient = known.get(titleOf(part)) ?? finiteDifferences(example(part))
  known.set(titleOf(part), gradient)
  return gradient
}

/** Where gradients are compared: everywhere, or in a large network at every so many parameters. */
function sampled<T>(gradient: ArrayLike<T>): T[] {
  const stride = gradient.length > 2000 ? 101 : 1
  return Array.from(gradient).filter((_, i) => i % stride === 0)
}

/** Central differences of the double-precision loss. */
function finiteDifferences({ shape, layout, weights, inputs }: Example): number[] {
  const flat = Float64Array.from(weights)
  const doubles = Float64Array.from(inputs)
  const loss = () => referenceLoss(shape, toDoubles(layout, flat), doubles, LABELS)
  const step = 1e-5
  return sampled(flat.map((_, i) => i)).map((i) => {
    const value = flat[i]
    flat[i] = value + step
    const above = loss()
    flat[i] = value - step
    const below = loss()
    flat[i] = value
    return (above - below) / (2 * step)
  })
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length)
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])))
}

describe.each(threadBackends())('gradients on the backend %s', (backend) => {
  beforeAll(() => startBackend(backend))
  afterAll(() => tf.disposeVariables())

  it.each(cases(FLAT))('of %s agree with plain autodiff', (_, part) => {
    const given = example(part)
    const ours = differentiate(given)
    const plain = differentiate(given, (p, batch) => plainLogits(given.shape, p, batch))
    expect(ours.loss).toBeCloseTo(plain.loss, 5)
    expect(largestDifference(ours.gradient, plain.gradient)).toBeLessThan(1e-5)
  })

  it.each(cases([...FLAT, ...DEEP]))(
    'of %s agree with finite differences in double precision',
    (_, part) => {
      const ours = differentiate(example(part))
      const expected = expectedGradient(part)
      expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1)
      expect(largestDifference(sampled(ours.gradient), expected)).toBeLessThan(1e-5)
    },
  )

  it.each(cases([...FLAT, ...DEEP.filter(({ architecture }) => architecture !== 'cnn')]))(
    'of %s are the same with gradient checkpointing, in segments that do and do not divide the steps',
    (_, part) => {
      const whole = differentiate(example(part))
      for (const segment of [1, 2, 4]) {
        const recomputed = differentiate(example(part, segment))
        expect(recomputed.loss).toBe(whole.loss)
        expect(largestDifference(recomputed.gradient, whole.gradient)).toBeLessThan(1e-6)
      }
    },
  )

  it.each([0, 2])('leave no tensor behind, gradient checkpointing %i', (segment) => {
    for (const part of [...FLAT, ...DEEP]) {
      const given = example(part, segment)
      const before = tf.memory().numTensors
      differentiate(given)
      expect(tf.memory().numTensors).toBe(before)
    }
  })
})

describe('the readout last-step', () => {
  it('lets the backward direction read one row only', async () => {
    await startBackend('cpu')
    const { network, layout, weights, inputs, shape } = example({ readout: 'last-step' })
    const difference = tf.tidy(() => {
      const logits = (values: Float32Array) => {
        const parameters = nameTensors(layout, parameterTensors(layout, weights))
        const forward = tf.zerosLike(parameters['rows.0.forward'])
        const batch = createBatch(values, shape, UNIT_NORMALISATION, network.reads)
        return network.logits({ ...parameters, 'rows.0.forward': forward }, batch)
      }
      const lastRow = (shape.steps - 1) * shape.features
      const size = shape.steps * shape.features
      const changed = inputs.map((x, i) => (i % size < lastRow ? 2 * x : x))
      return tf.max(tf.abs(tf.sub(logits(inputs), logits(changed)))).dataSync()[0]
    })
    expect(difference).toBe(0)
  })
})
