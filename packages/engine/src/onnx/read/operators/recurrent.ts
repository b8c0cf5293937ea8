import { checkSize } from '../../../graph/check-sizes.ts'
import { GATES, type RecurrentLayer } from '../../../graph/recurrent.ts'
import { branchFeatures, layerOutputSize } from '../../../graph/sizes.ts'
import type { StoredMatrix } from '../../../graph/stored.ts'
import { DATA_TYPE } from '../../proto/schema.ts'
import { bytesOf } from '../../proto/tensor.ts'
import {
  attribute,
  constant,
  inputOf,
  intAttribute,
  type Node,
  spend,
  unsupported,
} from '../node.ts'
import type { LayerStack, Value } from '../values.ts'

/** `LSTM`, `GRU` and `com.microsoft.DynamicQuantizeLSTM`: one more layer on its stack. */
export function recurrent(node: Node): Value[] {
  const below = stackBelow(node)
  const top = below.layers.at(-1)
  const inputSize = top ? layerOutputSize(top) : branchFeatures(node.graph, below)
  const layers = [...below.layers, readLayer(node, inputSize)]
  checkSize('layers', layers.length)
  const stack = { ...below, layers }
  return [
    { kind: 'sequence', axes: 'tdbh', stack },
    { kind: 'final', axes: 'dbh', stack },
  ]
}

/** The layers that a recurrent node reads: none yet when it reads the input. */
function stackBelow(node: Node): LayerStack {
  const { axes, stack } = inputOf(node, 0, 'sequence', 'input')
  if (axes === 'tbv' || axes === 'sbf') return stack
  if (axes === 'fbs') return { ...stack, scan: 'columns' }
  throw unsupported(node)
}

/** Position of the inputs: X W R B sequence_lens initial_h initial_c P, then those of DynamicQuantizeLSTM. */
const INPUT = { w: 1, r: 2, b: 3, wScale: 8, rScale: 10 } as const

function readLayer(node: Node, inputSize: number): RecurrentLayer<StoredMatrix> {
  const cell = node.proto.opType === 'GRU' ? 'gru' : 'lstm'
  const hiddenSize = intAttribute(node, 'hidden_size', 0)
  checkSize('hiddenSize', hiddenSize)
  const count = directionCount(node)
  const rows = GATES[cell] * hiddenSize
  const w = readMatrices(node, INPUT.w, INPUT.wScale, [count, rows, inputSize])
  const r = readMatrices(node, INPUT.r, INPUT.rScale, [count, rows, hiddenSize])
  const b = node.inputs[INPUT.b]
    ? bytesOf(constant(node, INPUT.b, [count, 2 * rows]), 4)
    : new Uint8Array(spend(node, count * rows * 2) * 4)
  const bias = (i: number) => ({ data: part(b, 2 * count, i) })
  const directions = w.map((inputWeights, d) => ({
    inputWeights,
    recurrentWeights: r[d],
    inputBias: bias(2 * d),
    recurrentBias: bias(2 * d + 1),
  }))
  const linearBeforeReset = intAttribute(node, 'linear_before_reset', 0) !== 0
  return { cell, inputSize, hiddenSize, directions, ...(cell === 'gru' && { linearBeforeReset }) }
}

function directionCount(node: Node): number {
  const name = new TextDecoder().decode(attribute(node, 'direction')?.s)
  if (name === '' || name === 'forward') return 1
  if (name === 'bidirectional') return 2
  throw unsupported(node, `direction ${name}`)
}

/** The matrix of each direction: float32 `[count, rows, columns]`, or bytes `[count, columns, rows]`. */
function readMatrices(
  node: Node,
  index: number,
  scaleIndex: number,
  [count, rows, columns]: readonly [number, number, number],
): StoredMatrix[] {
  const directions = Array.from({ length: count }, (_, d) => d)
  if (node.proto.domain === '') {
    const data = bytesOf(constant(node, index, [count, rows, columns]), 4)
    return directions.map((d) => ({ data: part(data, count, d) }))
  }
  const types = [DATA_TYPE.int8, DATA_TYPE.uint8]
  const tensor = constant(node, index, [count, columns, rows], types)
  // One scale and zero point for each direction, or for each of its rows.
  const { dims } = constant(node, scaleIndex)
  const expected = dims.length === 1 ? [count] : [count, rows]
  const data = bytesOf(tensor, 1)
  const scales = bytesOf(constant(node, scaleIndex, expected), 4)
  const zeros = bytesOf(constant(node, scaleIndex + 1, expected, [tensor.dataType]), 1)
  const signed = tensor.dataType === DATA_TYPE.int8
  return directions.map((d) => ({
    data: part(data, count, d),
    quantized: { signed, scales: part(scales, count, d), zeros: part(zeros, count, d) },
  }))
}

/** The part at `index` of bytes that are `count` equal parts. */
function part(bytes: Uint8Array, count: number, index: number): Uint8Array {
  const length = bytes.length / count
  return bytes.subarray(index * length, (index + 1) * length)
}
