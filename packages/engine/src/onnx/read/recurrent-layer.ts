import { LIMITS } from '../../graph/limits.ts'
import {
  type CellType,
  GATES,
  type RecurrentDirection,
  type RecurrentLayer,
} from '../../graph/recurrent.ts'
import { DATA_TYPE } from '../proto/schema.ts'
import { byteValues } from '../proto/tensor.ts'
import type { TensorProto } from '../proto/types.ts'
import type { NodeView } from './node-view.ts'

/** Position of the inputs: X W R B sequence_lens initial_h initial_c P, then those of DynamicQuantizeLSTM. */
const INPUT = { w: 1, r: 2, b: 3, lengths: 4, h: 5, c: 6, p: 7, wScale: 8, rScale: 10 } as const

const DEFAULT_ACTIVATIONS = { lstm: ['Sigmoid', 'Tanh', 'Tanh'], gru: ['Sigmoid', 'Tanh'] } as const

/** Reads the weights of an `LSTM`, `GRU` or `com.microsoft.DynamicQuantizeLSTM` node; int8 weights are dequantized. */
export function readRecurrentLayer(node: NodeView, inputSize: number): RecurrentLayer {
  const cell: CellType = node.opType === 'GRU' ? 'gru' : 'lstm'
  const hiddenSize = node.intAttribute('hidden_size', 0)
  if (!(hiddenSize >= 1 && hiddenSize <= LIMITS.hiddenSize)) {
    throw node.unsupported(`expected 1 to ${LIMITS.hiddenSize} hidden units, got ${hiddenSize}`)
  }
  const count = directionCount(node)
  refuseVariants(node, cell, count)
  const size = { count, rows: GATES[cell] * hiddenSize, inputSize, hiddenSize }
  const directions = readDirections(node, size)
  return {
    cell,
    inputSize,
    hiddenSize,
    directions,
    ...(cell === 'gru' && {
      linearBeforeReset: node.intAttribute('linear_before_reset', 0) !== 0,
    }),
  }
}

function directionCount(node: NodeView): 1 | 2 {
  const direction = node.stringAttribute('direction', 'forward')
  if (direction === 'forward') return 1
  if (direction === 'bidirectional') return 2
  throw node.unsupported(`direction ${direction}`)
}

function refuseVariants(node: NodeView, cell: CellType, directions: number): void {
  const activations = node
    .attribute('activations')
    ?.strings?.map((s) => new TextDecoder().decode(s))
  const usual = Array(directions).fill(DEFAULT_ACTIVATIONS[cell]).flat()
  if (activations && activations.join() !== usual.join()) {
    throw node.unsupported(`activations ${activations.join(', ')}`)
  }
  for (const name of ['clip', 'activation_alpha', 'activation_beta']) {
    if (node.attribute(name)) throw node.unsupported(`attribute ${name}`)
  }
  for (const name of ['input_forget', 'layout']) {
    if (node.intAttribute(name, 0) !== 0) throw node.unsupported(`attribute ${name}`)
  }
  if (node.inputs[INPUT.lengths]) throw node.unsupported('sequence_lens')
  refuseInitialState(node, INPUT.h)
  if (cell === 'lstm') refuseInitialState(node, INPUT.c)
  if (cell === 'lstm' && node.inputs[INPUT.p]) throw node.unsupported('peephole weights')
}

/** A zero initial state, which exporters write out, is the default one. */
function refuseInitialState(node: NodeView, index: number): void {
  const value = node.inputs[index]
  if (!value || (value.kind === 'opaque' && value.zeros)) return
  if (value.kind === 'constant' && node.floats(index).every((x) => x === 0)) return
  throw node.unsupported('an initial state other than zero')
}

interface LayerSize {
  readonly count: number
  readonly rows: number
  readonly inputSize: number
  readonly hiddenSize: number
}

function readDirections(node: NodeView, size: LayerSize): RecurrentDirection[] {
  const { count, rows, inputSize, hiddenSize } = size
  const w = readMatrices(node, INPUT.w, INPUT.wScale, { count, rows, columns: inputSize })
  const r = readMatrices(node, INPUT.r, INPUT.rScale, { count, rows, columns: hiddenSize })
  const biases = node.optionalConstant(INPUT.b)
  if (biases) expectDims(node, biases, [count, 2 * rows])
  const b = biases ? node.floatsOf(biases) : new Float32Array(count * 2 * rows)
  return Array.from({ length: count }, (_, d) => ({
    inputWeights: w.subarray(d * rows * inputSize, (d + 1) * rows * inputSize),
    recurrentWeights: r.subarray(d * rows * hiddenSize, (d + 1) * rows * hiddenSize),
    inputBias: b.subarray(2 * d * rows, (2 * d + 1) * rows),
    recurrentBias: b.subarray((2 * d + 1) * rows, (2 * d + 2) * rows),
  }))
}

interface MatrixSize {
  readonly count: number
  readonly rows: number
  readonly columns: number
}

/** `[count, rows, columns]` as floats, whichever way the node holds them. */
function readMatrices(
  node: NodeView,
  index: number,
  scaleIndex: number,
  size: MatrixSize,
): Float32Array {
  const tensor = node.constant(index)
  const { count, rows, columns } = size
  if (node.opType !== 'com.microsoft.DynamicQuantizeLSTM') {
    expectDims(node, tensor, [count, rows, columns])
    return node.floatsOf(tensor)
  }
  expectDims(node, tensor, [count, columns, rows])
  return dequantize(node, tensor, scaleIndex, size)
}

/** `weight = (q − zero) · scale`, one scale per direction or per output row; q is `[count, columns, rows]`. */
function dequantize(
  node: NodeView,
  tensor: TensorProto,
  scaleIndex: number,
  { count, rows, columns }: MatrixSize,
): Float32Array {
  const quantized = quantizedBytes(node, tensor)
  const scaleTensor = node.constant(scaleIndex)
  const scales = node.floatsOf(scaleTensor)
  const zeroTensor = node.constant(scaleIndex + 1)
  const zeros = quantizedBytes(node, zeroTensor)
  const perRow = scales.length === count * rows
  if ((!perRow && scales.length !== count) || zeros.length !== scales.length) {
    throw node.damaged(`${scales.length} scales and ${zeros.length} zero points`)
  }
  node.spendWeights(count * rows * columns)
  const weights = new Float32Array(count * rows * columns)
  for (let d = 0; d < count; d++) {
    for (let row = 0; row < rows; row++) {
      const s = perRow ? d * rows + row : d
      for (let column = 0; column < columns; column++) {
        const q = quantized[(d * columns + column) * rows + row]
        weights[(d * rows + row) * columns + column] = (q - zeros[s]) * scales[s]
      }
    }
  }
  return weights
}

function quantizedBytes(node: NodeView, tensor: TensorProto): Int8Array | Uint8Array {
  node.expectType(tensor, DATA_TYPE.int8, DATA_TYPE.uint8)
  return byteValues(tensor)
}

function expectDims(node: NodeView, tensor: TensorProto, dims: readonly number[]): void {
  if (tensor.dims.join() !== dims.join()) {
    throw node.damaged(`tensor ${tensor.name} is [${tensor.dims}], expected [${dims}]`)
  }
}
