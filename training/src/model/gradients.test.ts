import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BACKENDS, startBackend } from '../backend/backend.ts'
import { createRandom } from '../random.ts'
import { stepTensors } from './batch-tensors.ts'
import { initialiseParameters } from './initialise.ts'
import { crossEntropySum, smoothTargets } from './loss.ts'
import { createNetwork, type NetworkShape, READOUTS } from './network.ts'
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

const shapeOf = (readout: NetworkShape['readout']): NetworkShape => ({
  architecture: 'bilstm',
  steps: 6,
  features: 3,
  hidden: 4,
  labels: 3,
  readout,
})

function example(readout: NetworkShape['readout']) {
  const shape = shapeOf(readout)
  const network = createNetwork(shape)
  const layout = layoutParameters(network.parameters)
  const random = createRandom(`gradients ${readout}`)
  const weights = initialiseParameters(layout, random)
  const inputs = Float32Array.from({ length: BATCH * shape.steps * shape.features }, () =>
    random.normal(),
  )
  return { shape, network, layout, weights, inputs }
}

type Example = ReturnType<typeof example>
type Logits = (parameters: NamedTensors, steps: tf.Tensor2D[]) => tf.Tensor2D

/** Loss and flat gradient of a way to compute the logits. */
function differentiate({ shape, layout, weights, inputs }: Example, logits: Logits) {
  return tf.tidy(() => {
    const steps = stepTensors(inputs, shape, UNIT_NORMALISATION)
    const targets = smoothTargets(LABELS, shape.labels, 0)
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) =>
      crossEntropySum(targets, logits(nameTensors(layout, tensors), steps)),
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

/** Central differences of the double-precision loss. */
function finiteDifferences({ shape, layout, weights, inputs }: Example): number[] {
  const flat = Float64Array.from(weights)
  const doubles = Float64Array.from(inputs)
  const loss = () => referenceLoss(shape, toDoubles(layout, flat), doubles, LABELS)
  const step = 1e-5
  return Array.from(flat, (value, i) => {
    flat[i] = value + step
    const above = loss()
    flat[i] = value - step
    const below = loss()
    flat[i] = value
    return (above - below) / (2 * step)
  })
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])))
}

describe.each(BACKENDS)('gradients on the backend %s', (backend) => {
  beforeAll(() => startBackend(backend))
  afterAll(() => tf.disposeVariables())

  it.each(READOUTS)('agree with plain autodiff, readout %s', (readout) => {
    const given = example(readout)
    const ours = differentiate(given, (p, steps) => given.network.logits(p, steps))
    const plain = differentiate(given, (p, steps) => plainLogits(given.shape, p, steps))
    expect(ours.loss).toBeCloseTo(plain.loss, 5)
    expect(ours.gradient).toHaveLength(given.layout.size)
    expect(largestDifference(ours.gradient, plain.gradient)).toBeLessThan(1e-5)
  })

  it.each(READOUTS)('agree with finite differences in double precision, readout %s', (readout) => {
    const given = example(readout)
    const ours = differentiate(given, (p, steps) => given.network.logits(p, steps))
    const expected = finiteDifferences(given)
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1)
    expect(largestDifference(ours.gradient, expected)).toBeLessThan(1e-5)
  })

  it('leave no tensor behind', () => {
    const given = example('final')
    const before = tf.memory().numTensors
    differentiate(given, (p, steps) => given.network.logits(p, steps))
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('the readout last-step', () => {
  it('lets the backward direction read one row only', async () => {
    await startBackend('cpu')
    const given = example('last-step')
    const gradient = tf.tidy(() => {
      const steps = stepTensors(given.inputs, given.shape, UNIT_NORMALISATION)
      const parameters = nameTensors(given.layout, parameterTensors(given.layout, given.weights))
      const changed = steps.map((x, t) => (t < steps.length - 1 ? tf.mul<tf.Tensor2D>(x, 2) : x))
      const onlyBackward = { ...parameters, forward: tf.zerosLike(parameters.forward) }
      const a = given.network.logits(onlyBackward, steps)
      const b = given.network.logits(onlyBackward, changed)
      return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]
    })
    expect(gradient).toBe(0)
  })
})
