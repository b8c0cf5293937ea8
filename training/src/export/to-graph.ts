import type { RecurrentClassifier } from '@edgeink/engine/onnx'
import type { TrainConfig, ViewName } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { KERNEL_GATES } from '../model/lstm-direction.ts'
import { createNetwork, type NetworkShape } from '../model/network.ts'
import { layoutParameters, namedViews } from '../model/parameters.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'

type Layer = RecurrentClassifier['branches'][number]['layers'][number]
type Direction = Layer['directions'][number]

const INPUT_NAMES: Readonly<Record<ViewName, string>> = { raster: 'rows', trace: 'trace' }

/** Trained weights as the engine's network, which knows neither TensorFlow.js nor our layout. */
export function toRecurrentClassifier(
  config: TrainConfig,
  weights: Float32Array,
): RecurrentClassifier {
  const shape = networkShape(config)
  const named = namedViews(layoutParameters(createNetwork(shape).parameters), weights)
  const view = VIEW_SHAPES[config.view]
  return {
    labels: config.labels,
    input: { name: INPUT_NAMES[config.view], ...view },
    branches: [
      {
        scan: 'rows',
        layers: [
          {
            cell: 'lstm',
            inputSize: shape.features,
            hiddenSize: shape.hidden,
            directions: [toDirection(named.forward, shape), toDirection(named.backward, shape)],
          },
        ],
      },
    ],
    readout: shape.readout,
    head: toHead(named.head, 2 * shape.hidden, shape.labels),
  }
}

/** Our gates i, f, o, g in ONNX's order: i, o, f, c. */
const ONNX_GATES = [0, 2, 1, 3]

/** Splits a kernel `[x; bias; h] × gates` into ONNX's matrices, which are transposed: `[gates × hidden, inputs]`. */
function toDirection(kernel: Float32Array, { features, hidden }: NetworkShape): Direction {
  const columns = KERNEL_GATES * hidden
  const rows = (first: number, count: number) => {
    const out = new Float32Array(columns * count)
    for (let unit = 0; unit < columns; unit++) {
      const column = ONNX_GATES[Math.floor(unit / hidden)] * hidden + (unit % hidden)
      for (let r = 0; r < count; r++) {
        out[unit * count + r] = kernel[(first + r) * columns + column]
      }
    }
    return out
  }
  return {
    inputWeights: rows(0, features),
    inputBias: rows(features, 1),
    recurrentWeights: rows(features + 1, hidden),
    // One bias is enough: ONNX has two because cuDNN has, and adds them.
    recurrentBias: new Float32Array(columns),
  }
}

function toHead(head: Float32Array, state: number, labels: number): RecurrentClassifier['head'] {
  const weight = new Float32Array(labels * state)
  for (let label = 0; label < labels; label++) {
    for (let s = 0; s < state; s++) weight[label * state + s] = head[s * labels + label]
  }
  return { weight, bias: head.slice(state * labels) }
}
