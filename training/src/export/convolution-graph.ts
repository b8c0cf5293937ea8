import { floatTensor, type GraphBuilder, int64Tensor } from '@edgeink/engine/onnx'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { FILTER_SIZE } from '../model/convolution.ts'
import { CONVOLUTIONS, FILTERS } from '../model/convolutional-network.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, namedViews } from '../model/parameters.ts'
import { addLinear, encodeClassifierGraph, toGraphHead } from './classifier-graph.ts'

/** ONNX of the convolutional network. */
export function encodeConvolutionGraph(config: TrainConfig, weights: Float32Array): Uint8Array {
  const shape = networkShape(config)
  const named = namedViews(layoutParameters(createNetwork(shape).parameters), weights)
  return encodeClassifierGraph(
    config,
    (graph, input) => {
      const dims = int64Tensor('image', [4], [0, 1, shape.steps, shape.features])
      const image = graph.node('Reshape', 'one-channel', [input, graph.constant(dims)])
      const maps = CONVOLUTIONS.reduce(
        (value, name, i) => addConvolution(graph, name, value, named[name], FILTERS[i]),
        image,
      )
      // The dense layer's rows stand in the order of height, width and channel.
      const last = graph.node('Transpose', 'channels-last', [maps], { perm: [0, 2, 3, 1] })
      const flat = graph.node('Flatten', 'flat', [last], { axis: 1 })
      const dense = addLinear(graph, 'dense', flat, toGraphHead(named.dense, shape.hidden))
      return graph.node('Relu', 'state', [dense])
    },
    toGraphHead(named.head, shape.labels),
  )
}

/** Convolution, ReLU and 2×2 maximum; answers the maps' name. */
function addConvolution(
  graph: GraphBuilder,
  name: string,
  image: string,
  parameter: Float32Array,
  filters: number,
): string {
  const { weight, bias } = toFilters(parameter, filters)
  const channels = weight.length / (filters * FILTER_SIZE * FILTER_SIZE)
  const dims = [filters, channels, FILTER_SIZE, FILTER_SIZE]
  const weights = graph.constant(floatTensor(`${name}.weight`, dims, weight))
  const biases = graph.constant(floatTensor(`${name}.bias`, [filters], bias))
  const convolved = graph.node('Conv', name, [image, weights, biases], { pads: [1, 1, 1, 1] })
  const positive = graph.node('Relu', `${name}.relu`, [convolved])
  return graph.node('MaxPool', `${name}.pool`, [positive], {
    kernel_shape: [2, 2],
    strides: [2, 2],
  })
}

/** Our `[row, column, channel, filter]` as ONNX's `[filter, channel, row, column]`, and the bias apart. */
function toFilters(parameter: Float32Array, filters: number) {
  const offsets = FILTER_SIZE * FILTER_SIZE
  const rows = parameter.length / filters - 1
  const channels = rows / offsets
  const weight = new Float32Array(rows * filters)
  for (let row = 0; row < rows; row++) {
    const offset = Math.floor(row / channels)
    const channel = row % channels
    for (let f = 0; f < filters; f++) {
      weight[(f * channels + channel) * offsets + offset] = parameter[row * filters + f]
    }
  }
  return { weight, bias: parameter.slice(rows * filters) }
}
