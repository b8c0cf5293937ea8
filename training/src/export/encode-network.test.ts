import { loadClassifier, UnsupportedModelError } from '@edgeink/engine'
import { decodeRecurrentClassifier, encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import * as tf from '@tensorflow/tfjs'
import * as ort from 'onnxruntime-web'
import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../backend/backend.ts'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { createBatch } from '../model/batch-tensors.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, nameTensors, parameterTensors } from '../model/parameters.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import { createRandom } from '../random.ts'
import { encodeNetwork } from './encode-network.ts'
import { toRecurrentClassifier } from './to-graph.ts'

const BATCH = 5

beforeAll(async () => {
  ort.env.wasm.numThreads = 1
  await startBackend('wasm')
})

/** Weights large enough that every gate matters, biases included. */
function randomWeights(config: TrainConfig): Float32Array {
  const random = createRandom('export')
  const { size } = layoutParameters(createNetwork(networkShape(config)).parameters)
  const deviation = config.architecture === 'cnn' ? 0.1 : 0.3
  return Float32Array.from({ length: size }, () => random.normal(0, deviation))
}

function randomInputs(config: TrainConfig): Float32Array {
  const { steps, features } = VIEW_SHAPES[config.view]
  const random = createRandom('inputs')
  return Float32Array.from({ length: BATCH * steps * features }, () => random.uniform())
}

function tensorflowLogits(config: TrainConfig, weights: Float32Array, inputs: Float32Array) {
  const network = createNetwork(networkShape(config))
  const layout = layoutParameters(network.parameters)
  const view = VIEW_SHAPES[config.view]
  return tf.tidy(() => {
    const parameters = nameTensors(layout, parameterTensors(layout, weights))
    const logits = network.logits(parameters, createBatch(inputs, view, view, network.reads))
    return [logits, tf.softmax(logits)].map((tensor) => tensor.dataSync() as Float32Array)
  })
}

async function runOnnx(bytes: Uint8Array, config: TrainConfig, inputs: Float32Array) {
  const { steps, features } = VIEW_SHAPES[config.view]
  const session = await ort.InferenceSession.create(bytes)
  const outputs = await session.run({
    [session.inputNames[0]]: new ort.Tensor('float32', inputs, [BATCH, steps, features]),
  })
  return {
    input: session.inputNames[0],
    logits: outputs.logits.data as Float32Array,
    probabilities: outputs.probabilities.data as Float32Array,
  }
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a).toHaveLength(b.length)
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])))
}

const CASES: readonly Partial<TrainConfig>[] = [
  { architecture: 'bilstm' },
  { architecture: 'bilstm', view: 'trace' },
  { architecture: 'bilstm', readout: 'last-step' },
  { architecture: 'bilstm', readout: 'last-step', view: 'trace' },
  { architecture: 'bilstm', readout: 'mean-max' },
  { architecture: 'lstm' },
  { architecture: 'gru' },
  { architecture: 'bigru', readout: 'mean-max', view: 'trace' },
  { architecture: 'bilstm-hier' },
  { architecture: 'bilstm-hier', readout: 'last-step' },
  { architecture: 'bilstm-dual' },
  { architecture: 'bilstm-dual', readout: 'mean-max' },
]

/** Networks that the engine's family has not. */
const FOREIGN: readonly Partial<TrainConfig>[] = [
  { architecture: 'rnn' },
  { architecture: 'rnn', readout: 'mean-max', view: 'trace' },
  { architecture: 'bilstm-hier', connection: 'residual' },
  { architecture: 'bilstm-hier', connection: 'highway', readout: 'last-step' },
  { architecture: 'cnn', hidden: 3 },
]

const titled = (cases: readonly Partial<TrainConfig>[]) =>
  cases.map((part) => [Object.values(part).join(' '), part] as const)

// Not a multiple of eight, so that units are filled up.
const configOf = (part: Partial<TrainConfig>) => parseConfig({ hidden: 12, ...part })

describe.each(titled([...CASES, ...FOREIGN]))('a network %s', (_, part) => {
  it('answers through onnxruntime-web as it does in TensorFlow.js', async () => {
    const config = configOf(part)
    const weights = randomWeights(config)
    const inputs = randomInputs(config)
    const [logits, probabilities] = tensorflowLogits(config, weights, inputs)
    const onnx = await runOnnx(encodeNetwork(config, weights).float32, config, inputs)
    expect(onnx.input).toBe(config.view === 'raster' ? 'rows' : 'trace')
    expect(largestDifference(onnx.logits, logits)).toBeLessThan(1e-5)
    expect(largestDifference(onnx.probabilities, probabilities)).toBeLessThan(1e-5)
  })
})

describe.each(titled(CASES))('a network %s', (_, part) => {
  const config = configOf(part)
  const weights = randomWeights(config)

  it('answers through our engine as it does in TensorFlow.js', async () => {
    const inputs = randomInputs(config)
    const [logits] = tensorflowLogits(config, weights, inputs)
    const { float32 } = encodeNetwork(config, weights)
    const classifier = await loadClassifier(float32, { kernel: 'js' })
    expect(largestDifference(classifier.logits(inputs, BATCH), logits)).toBeLessThan(1e-5)
  })

  it('comes back from its file unchanged', () => {
    const network = toRecurrentClassifier(config, weights)
    const { input, ...rest } = decodeRecurrentClassifier(encodeRecurrentClassifier(network))
    const { input: written, ...expected } = network
    expect(rest).toEqual(expected)
    expect(input).toMatchObject({ name: written.name, steps: written.steps })
  })

  it('answers with int8 weights nearly alike, if it is of LSTM layers', async () => {
    const { int8 } = encodeNetwork(config, weights)
    expect(int8 === undefined).toBe(config.architecture.endsWith('gru'))
    if (int8 === undefined) return
    const inputs = randomInputs(config)
    const [, probabilities] = tensorflowLogits(config, weights, inputs)
    const onnx = await runOnnx(int8, config, inputs)
    expect(largestDifference(onnx.probabilities, probabilities)).toBeLessThan(0.1)
  })
})

it.each(titled(FOREIGN))('our engine refuses a network %s and says what to do', async (_, part) => {
  const config = configOf(part)
  const { float32, int8 } = encodeNetwork(config, randomWeights(config))
  expect(int8).toBeUndefined()
  await expect(loadClassifier(float32)).rejects.toThrow(UnsupportedModelError)
})
