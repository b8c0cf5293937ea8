import { setImmediate } from 'node:timers/promises'
import * as tf from '@tensorflow/tfjs'
import { startBackend } from '../backend/backend.ts'
import { assertNoGpuFault } from '../backend/webgpu-backend.ts'
import { logProbability } from '../loop/score.ts'
import { type Batch, createBatch } from '../model/batch-tensors.ts'
import { crossEntropySum, distillationSum, NO_LABEL, smoothTargets } from '../model/loss.ts'
import { createNetwork, type Network } from '../model/network.ts'
import {
  layoutParameters,
  nameTensors,
  type ParameterLayout,
  parameterTensors,
  parameterViews,
} from '../model/parameters.ts'
import { createReader, type ReaderSetup } from '../pipeline/reader.ts'
import { sampleStream } from '../pipeline/streams.ts'
import type { Random } from '../random.ts'
import { entropyShare, type SoftLabels } from './soft-labels.ts'
import { loadTeachers, type Teachers } from './teachers.ts'
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
  readerSetup: ReaderSetup,
  arrays: SharedArrays,
  rank = 0,
): Promise<ComputeUnit> {
  const backend = await startBackend(setup.backend)
  const context = await createContext(setup, readerSetup)
  return {
    backend,
    async gradient(request) {
      // Lets signals and timers of this thread have their turn between two steps.
      await setImmediate()
      const batch = drawBatch(context, request)
      const soft = await context.teachers?.soften(request, batch.inputs)
      return computeGradient(context, { ...batch, soft }, arrays.weights, arrays.gradients[rank])
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
  readonly teachers: Teachers | undefined
}

async function createContext(setup: UnitSetup, readerSetup: ReaderSetup): Promise<Context> {
  const network = createNetwork(setup.network, setup)
  const { distillation, seed } = setup
  return {
    setup,
    reader: createReader(readerSetup),
    network,
    layout: layoutParameters(network.parameters),
    teachers: distillation && (await loadTeachers(distillation, readerSetup, seed)),
  }
}

async function computeGradient(
  context: Context,
  drawn: DrawnBatch,
  weights: Float32Array,
  out: Float32Array,
): Promise<GradientResult> {
  const { setup, network, layout } = context
  const computed = tf.tidy(() => {
    const batch = createBatch(drawn.inputs, setup.network, setup.normalisation, network.reads)
    const mask = tf.tensor2d(drawn.mask, [drawn.labels.length, network.stateSize])
    const loss = lossOf(setup, drawn)
    let logits: tf.Tensor2D | undefined
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      // Kept, because the gradient's own scope would dispose it.
      logits = tf.keep(network.logits(nameTensors(layout, tensors), batch, mask))
      return loss.of(logits)
    })(parameterTensors(layout, weights))
    return { tensors: [value, logits!, ...grads], least: loss.least }
  })
  const [value, logits, ...grads] = await readTensors(computed.tensors)
  parameterViews(layout, out).forEach((view, i) => {
    view.set(grads[i])
  })
  return {
    loss: value[0] - computed.least,
    correct: countCorrect(logits, drawn.labels, setup.network.labels),
  }
}

/** Numbers of tensors, which are disposed; a GPU hands them over asynchronously only. */
async function readTensors(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  try {
    const read = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()))
    assertNoGpuFault()
    return read
  } finally {
    tf.dispose([...tensors])
  }
}

/** The loss of a batch's logits, and what of it no network can avoid: the doubt of teachers, and that about negatives. */
function lossOf({ network, labelSmoothing, distillation }: UnitSetup, drawn: DrawnBatch) {
  const { labels, soft } = drawn
  const targets = smoothTargets(labels, network.labels, labelSmoothing)
  const negatives = labels.reduce((count, label) => count + (label === NO_LABEL ? 1 : 0), 0)
  const least = negatives * Math.log(network.labels)
  if (soft === undefined || distillation === undefined) {
    return { of: (logits: tf.Tensor2D) => crossEntropySum(targets, logits), least }
  }
  const { temperature } = distillation
  const softTargets = {
    probabilities: tf.tensor2d(soft.probabilities, [labels.length, network.labels]),
    weights: tf.tensor1d(soft.weights),
    temperature,
  }
  return {
    of: (logits: tf.Tensor2D) => distillationSum(targets, logits, softTargets),
    least: least + entropyShare(soft, temperature),
  }
}

/** A part of a batch before it becomes tensors. */
interface DrawnBatch {
  readonly inputs: Float32Array
  readonly mask: Float32Array
  readonly labels: Uint8Array
  readonly soft?: SoftLabels
}

/** Augmented inputs and the dropout mask; each sample draws from a stream of its own, whoever computes it. */
function drawBatch({ setup, reader, network }: Context, request: GradientRequest): DrawnBatch {
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
  return { inputs, mask, labels: Uint8Array.from(samples, (sample) => reader.labels[sample]) }
}

/** Inverted dropout (Srivastava et al. 2014): what stays is scaled, so that prediction needs no factor. */
function fillDropoutMask(mask: Float32Array, rate: number, random: Random): void {
  const kept = 1 / (1 - rate)
  for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < rate ? 0 : kept
}

async function predict(
  context: Context,
  { samples }: LogitsRequest,
  weights: Float32Array,
): Promise<Float32Array> {
  const { network, layout } = context
  const out = new Float32Array(samples.length * network.shape.labels)
  for (let start = 0; start < samples.length; start += PREDICTION_BATCH) {
    const part = samples.subarray(start, start + PREDICTION_BATCH)
    const logits = tf.tidy(() => {
      const parameters = nameTensors(layout, parameterTensors(layout, weights))
      return network.logits(parameters, readBatch(context, part))
    })
    const [read] = await readTensors([logits])
    out.set(read, start * network.shape.labels)
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

/** The label is the likeliest; or, of a sample that is none of them, no label has half of the probability. */
function isRight(row: Float32Array, label: number): boolean {
  const likeliest = row.indexOf(Math.max(...row))
  return label === NO_LABEL ? logProbability(row, likeliest) < Math.log(0.5) : likeliest === label
}

function countCorrect(logits: Float32Array, labels: Uint8Array, count: number): number {
  let correct = 0
  labels.forEach((label, i) => {
    const row = logits.subarray(i * count, (i + 1) * count)
    if (isRight(row, label)) correct++
  })
  return correct
}
