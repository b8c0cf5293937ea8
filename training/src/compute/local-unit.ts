import { setImmediate } from 'node:timers/promises'
import * as tf from '@tensorflow/tfjs'
import { startBackend } from '../backend/backend.ts'
import { type Batch, createBatch } from '../model/batch-tensors.ts'
import { crossEntropySum, smoothTargets } from '../model/loss.ts'
import { createNetwork, type Network } from '../model/network.ts'
import {
  layoutParameters,
  nameTensors,
  type ParameterLayout,
  parameterTensors,
  parameterViews,
} from '../model/parameters.ts'
import { sampleStream } from '../pipeline/streams.ts'
import type { Random } from '../random.ts'
import type {
  ComputeUnit,
  GradientRequest,
  GradientResult,
  InputReader,
  LogitsRequest,
  SharedArrays,
  UnitSetup,
} from './unit.ts'

/** Samples in one forward pass of a prediction: enough to be fast, few enough for the backend's memory. */
const PREDICTION_BATCH = 256

/** Starts a unit that computes in this thread. It writes its gradient into `arrays.gradients[rank]`. */
export async function startLocalUnit(
  setup: UnitSetup,
  reader: InputReader,
  arrays: SharedArrays,
  rank = 0,
): Promise<ComputeUnit> {
  const backend = await startBackend(setup.backend)
  const context = createContext(setup, reader)
  return {
    backend,
    async gradient(request) {
      // Lets signals and timers of this thread have their turn between two steps.
      await setImmediate()
      return tf.tidy(() =>
        computeGradient(context, request, arrays.weights, arrays.gradients[rank]),
      )
    },
    async logits({ samples, use }) {
      await setImmediate()
      return predict(context, { samples, use }, arrays[use])
    },
    async close() {},
  }
}

interface Context {
  readonly setup: UnitSetup
  readonly reader: InputReader
  readonly network: Network
  readonly layout: ParameterLayout
}

function createContext(setup: UnitSetup, reader: InputReader): Context {
  const network = createNetwork(setup.network, setup)
  return { setup, reader, network, layout: layoutParameters(network.parameters) }
}

function computeGradient(
  context: Context,
  request: GradientRequest,
  weights: Float32Array,
  out: Float32Array,
): GradientResult {
  const { setup, reader, network, layout } = context
  const { inputs, mask } = drawBatch(context, request)
  const labels = Uint8Array.from(request.samples, (sample) => reader.labels[sample])
  const batch = createBatch(inputs, setup.network, setup.normalisation, network.reads)
  const targets = smoothTargets(labels, setup.network.labels, setup.labelSmoothing)
  let logits: tf.Tensor2D | undefined
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    // Kept, because the gradient's own scope would dispose it.
    logits = tf.keep(network.logits(nameTensors(layout, tensors), batch, mask))
    return crossEntropySum(targets, logits)
  })(parameterTensors(layout, weights))
  parameterViews(layout, out).forEach((view, i) => {
    view.set(grads[i].dataSync() as Float32Array)
  })
  const predictions = logits!.dataSync() as Float32Array
  logits!.dispose()
  return {
    loss: value.dataSync()[0],
    correct: countCorrect(predictions, labels, setup.network.labels),
  }
}

/** Augmented inputs and the dropout mask; each sample draws from a stream of its own, whoever computes it. */
function drawBatch({ setup, reader, network }: Context, request: GradientRequest) {
  const { epoch, position, samples } = request
  const { steps, features } = setup.network
  const size = steps * features
  const width = network.stateSize
  const inputs = new Float32Array(samples.length * size)
  const mask = new Float32Array(samples.length * width)
  samples.forEach((sample, i) => {
    const random = sampleStream(setup.seed, epoch, position + i)
    reader.read(sample, inputs.subarray(i * size, (i + 1) * size), random)
    fillDropoutMask(mask.subarray(i * width, (i + 1) * width), setup.dropout, random)
  })
  return { inputs, mask: tf.tensor2d(mask, [samples.length, width]) }
}

/** Inverted dropout (Srivastava et al. 2014): what stays is scaled, so that prediction needs no factor. */
function fillDropoutMask(mask: Float32Array, rate: number, random: Random): void {
  const kept = 1 / (1 - rate)
  for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < rate ? 0 : kept
}

function predict(
  context: Context,
  { samples }: LogitsRequest,
  weights: Float32Array,
): Float32Array {
  const { network, layout } = context
  const out = new Float32Array(samples.length * network.shape.labels)
  for (let start = 0; start < samples.length; start += PREDICTION_BATCH) {
    const part = samples.subarray(start, start + PREDICTION_BATCH)
    tf.tidy(() => {
      const parameters = nameTensors(layout, parameterTensors(layout, weights))
      const logits = network.logits(parameters, readBatch(context, part))
      out.set(logits.dataSync() as Float32Array, start * network.shape.labels)
    })
  }
  return out
}

function readBatch({ setup, reader, network }: Context, samples: Int32Array): Batch {
  const size = setup.network.steps * setup.network.features
  const inputs = new Float32Array(samples.length * size)
  samples.forEach((sample, i) => {
    reader.read(sample, inputs.subarray(i * size, (i + 1) * size))
  })
  return createBatch(inputs, setup.network, setup.normalisation, network.reads)
}

function countCorrect(logits: Float32Array, labels: Uint8Array, count: number): number {
  let correct = 0
  labels.forEach((label, i) => {
    const row = logits.subarray(i * count, (i + 1) * count)
    if (row.indexOf(Math.max(...row)) === label) correct++
  })
  return correct
}
