import { decodeRecurrentClassifier, encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import * as tf from '@tensorflow/tfjs'
import * as ort from 'onnxruntime-web'
import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../backend/backend.ts'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { stepTensors } from '../model/batch-tensors.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, nameTensors, parameterTensors } from '../model/parameters.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import { createRandom } from '../random.ts'
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
  return Float32Array.from({ length: size }, () => random.normal(0, 0.3))
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
    const logits = network.logits(parameters, stepTensors(inputs, view, view))
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

describe.each([
  ['raster', 'final', 'rows'],
  ['raster', 'last-step', 'rows'],
  ['trace', 'final', 'trace'],
  ['trace', 'last-step', 'trace'],
])('a network that reads the %s with the readout %s', (view, readout, inputName) => {
  const config = parseConfig({ view, readout, hidden: 16 })
  const weights = randomWeights(config)
  const inputs = randomInputs(config)

  it('answers through onnxruntime-web as it does in TensorFlow.js', async () => {
    const bytes = encodeRecurrentClassifier(toRecurrentClassifier(config, weights))
    const [logits, probabilities] = tensorflowLogits(config, weights, inputs)
    const onnx = await runOnnx(bytes, config, inputs)
    expect(onnx.input).toBe(inputName)
    expect(largestDifference(onnx.logits, logits)).toBeLessThan(1e-5)
    expect(largestDifference(onnx.probabilities, probabilities)).toBeLessThan(1e-5)
  })

  it('comes back from its file unchanged', () => {
    const network = toRecurrentClassifier(config, weights)
    const { input, ...rest } = decodeRecurrentClassifier(encodeRecurrentClassifier(network))
    expect(rest).toEqual({
      labels: network.labels,
      branches: network.branches,
      readout,
      head: network.head,
    })
    expect(input).toMatchObject({ name: inputName, steps: network.input.steps })
  })

  it('answers with int8 weights nearly alike', async () => {
    const network = toRecurrentClassifier(config, weights)
    const bytes = encodeRecurrentClassifier(network, { quantize: 'int8' })
    const [, probabilities] = tensorflowLogits(config, weights, inputs)
    const onnx = await runOnnx(bytes, config, inputs)
    expect(largestDifference(onnx.probabilities, probabilities)).toBeLessThan(0.1)
  })
})
