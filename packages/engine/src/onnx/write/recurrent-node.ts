import { GATES, type RecurrentLayer } from '../../graph/recurrent.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { type QuantizedMatrix, quantizeRows } from './quantize.ts'
import { concatFloats, floatTensor, int8Tensor } from './tensors.ts'

/** Names of the two outputs of a recurrent node; ask for the one that is used. */
export interface RecurrentOutputs {
  readonly sequence?: string
  readonly final?: string
}

export interface RecurrentNodeOptions {
  readonly name: string
  readonly input: string
  readonly outputs: RecurrentOutputs
  readonly quantize: 'none' | 'int8'
}

/** Adds an `LSTM`, `GRU` or `com.microsoft.DynamicQuantizeLSTM` node with its weights. */
export function addRecurrentNode(
  graph: GraphBuilder,
  layer: RecurrentLayer,
  options: RecurrentNodeOptions,
): void {
  const { name, input, outputs } = options
  const quantized = options.quantize === 'int8'
  const opType = layer.cell === 'gru' ? 'GRU' : quantized ? 'DynamicQuantizeLSTM' : 'LSTM'
  const weights = quantized ? int8Weights(graph, layer, name) : floatWeights(graph, layer, name)
  graph.nodeWithOutputs({
    opType,
    name,
    domain: quantized ? 'com.microsoft' : '',
    input: [input, ...weights],
    output: [outputs.sequence ?? '', outputs.final ?? ''],
    attributes: {
      hidden_size: layer.hiddenSize,
      direction: layer.directions.length === 2 ? 'bidirectional' : 'forward',
      ...(layer.cell === 'gru' && { linear_before_reset: layer.linearBeforeReset ? 1 : 0 }),
    },
  })
}

function floatWeights(graph: GraphBuilder, layer: RecurrentLayer, name: string): string[] {
  const { directions, inputSize, hiddenSize } = layer
  const count = directions.length
  const rows = GATES[layer.cell] * hiddenSize
  const w = concatFloats(directions.map((d) => d.inputWeights))
  const r = concatFloats(directions.map((d) => d.recurrentWeights))
  return [
    graph.constant(floatTensor(`${name}.W`, [count, rows, inputSize], w)),
    graph.constant(floatTensor(`${name}.R`, [count, rows, hiddenSize], r)),
    biases(graph, layer, name),
  ]
}

/** Inputs of DynamicQuantizeLSTM: X, W, R, B, lengths, h, c, P, then scale and zero point of W and of R. */
function int8Weights(graph: GraphBuilder, layer: RecurrentLayer, name: string): string[] {
  const { directions, inputSize, hiddenSize } = layer
  const rows = GATES[layer.cell] * hiddenSize
  const w = directions.map((d) => quantizeRows(d.inputWeights, rows, inputSize))
  const r = directions.map((d) => quantizeRows(d.recurrentWeights, rows, hiddenSize))
  const [wName, ...wScale] = addInt8(graph, `${name}.W`, w, [inputSize, rows])
  const [rName, ...rScale] = addInt8(graph, `${name}.R`, r, [hiddenSize, rows])
  return [wName, rName, biases(graph, layer, name), '', '', '', '', ...wScale, ...rScale]
}

function addInt8(
  graph: GraphBuilder,
  name: string,
  matrices: readonly QuantizedMatrix[],
  [columns, rows]: readonly [number, number],
): string[] {
  const count = matrices.length
  const values = new Int8Array(count * columns * rows)
  matrices.forEach((matrix, d) => {
    values.set(matrix.values, d * columns * rows)
  })
  const scales = concatFloats(matrices.map((matrix) => matrix.scales))
  return [
    graph.constant(int8Tensor(name, [count, columns, rows], values)),
    graph.constant(floatTensor(`${name}.scale`, [count, rows], scales)),
    graph.constant(int8Tensor(`${name}.zero`, [count, rows], new Int8Array(count * rows))),
  ]
}

/** ONNX's B: input bias then recurrent bias, direction by direction. */
function biases(graph: GraphBuilder, layer: RecurrentLayer, name: string): string {
  const rows = GATES[layer.cell] * layer.hiddenSize
  const values = concatFloats(layer.directions.flatMap((d) => [d.inputBias, d.recurrentBias]))
  return graph.constant(floatTensor(`${name}.B`, [layer.directions.length, 2 * rows], values))
}
