import { floatsOf } from '../../graph/map-matrices.ts'
import { type StoredMatrix, storeFloats } from '../../graph/stored.ts'
import { bytesOf } from '../proto/tensor.ts'
import { foreignRecurrent } from './foreign-recurrent.ts'
import { isZero } from './is-zero.ts'
import {
  attribute,
  constant,
  damagedNode,
  inputOf,
  intAttribute,
  ints,
  isPlain,
  type Node,
  spend,
  unsupported,
} from './node.ts'
import { gemm, sizeOf } from './operators/head.ts'
import { axisSizes, withAxes } from './operators/layout.ts'
import { scaleInput, shiftInput } from './operators/normalise.ts'
import { gather, reduce } from './operators/readout.ts'
import { type Operator, type Operators, OWN_OPERATORS } from './own-operators.ts'
import type { LogitsValue, OpaqueValue, Value } from './values.ts'

const OPAQUE: OpaqueValue = { kind: 'opaque', zeros: false }
const ZEROS: OpaqueValue = { kind: 'opaque', zeros: true }

/**
 * Every operator that is read: those of our models, of read-outs that none of them has, and those with which other
 * exporters write the same networks. They are fetched only for a file that ours alone do not read.
 */
export const ALL_OPERATORS: Operators = {
  ...OWN_OPERATORS,
  LSTM: foreignRecurrent,
  GRU: foreignRecurrent,
  'com.microsoft.DynamicQuantizeLSTM': foreignRecurrent,
  Constant: (node) => [constantNode(node)],
  Identity: (node) => [same(node)],
  Dropout: (node) => [same(node)],
  Add: onShapes((node) => [add(node)]),
  Mul: onShapes((node) => [scaleInput(node, -1)]),
  MatMul: (node) => [linear(node, false)],
  Gemm: (node) => [anyGemm(node)],
  Flatten: (node) => [flatten(node)],
  Squeeze: onShapes((node) => [squeeze(node)]),
  Shape: () => [OPAQUE],
  ConstantOfShape: (node) => [constantOfShape(node)],
  Expand: (node) => [expand(node)],
  Gather: onShapes((node) => [gatherDirection(node) ?? gather(node)]),
  ReduceMean: (node) => [reduce(node, 'mean')],
  ReduceMax: (node) => [reduce(node, 'max')],
  Concat: onShapes(OWN_OPERATORS.Concat),
  Cast: onShapes(),
  Slice: onShapes(),
  Unsqueeze: onShapes(),
}

/** An operator that may also compute with shapes, whose result is then as opaque as they are. */
function onShapes(otherwise?: Operator): Operator {
  return (node) => {
    if (node.inputs.some((value) => value?.kind === 'opaque')) return [OPAQUE]
    if (otherwise) return otherwise(node)
    throw unsupported(node, 'known for the arithmetic of shapes only')
  }
}

function same(node: Node): Value {
  const [value] = node.inputs
  if (value) return value
  throw damagedNode(node, 'input 0 is missing')
}

function constantNode(node: Node): Value {
  const tensor = attribute(node, 'value')?.t
  if (tensor) return { kind: 'constant', tensor }
  throw unsupported(node, 'a constant without a tensor')
}

function anyGemm(node: Node): LogitsValue {
  const transposed = intAttribute(node, 'transB', 0) !== 0
  if (isPlain(node, ['transB']) && transposed && node.inputs[2]) return gemm(node)
  const factors = ['alpha', 'beta'].map((name) => attribute(node, name)?.f ?? 1)
  if (intAttribute(node, 'transA', 0) || factors.some((factor) => factor !== 1)) {
    throw unsupported(node, 'transA, alpha or beta')
  }
  const logits = linear(node, transposed)
  return node.inputs[2] ? withBias(node, logits, floats(node, 2)) : logits
}

/** `logits = state · weight`, the weight `[labels, state]` when it is transposed, else `[state, labels]`. */
function linear(node: Node, transposed: boolean): LogitsValue {
  const state = inputOf(node, 0, 'state')
  const { dims } = constant(node, 1)
  const labels = dims[transposed ? 0 : 1]
  const size = sizeOf(state)
  constant(node, 1, transposed ? [labels, size] : [size, labels])
  const bias = storeFloats(new Float32Array(labels))
  const stored = floats(node, 1)
  const turned = (_: number, i: number) => stored[(i % size) * labels + Math.floor(i / size)]
  const weight = storeFloats(transposed ? stored : stored.map(turned))
  return { kind: 'logits', state, weight, bias }
}

/** The bias of a head after `MatMul`, or part of the normalisation. */
function add(node: Node): Value {
  const at = node.inputs[1]?.kind === 'logits' ? 1 : 0
  if (node.inputs[at]?.kind !== 'logits') return shiftInput(node, -1)
  return withBias(node, inputOf(node, at, 'logits'), floats(node, 1 - at))
}

/** Adds a vector, or one number, to the logits. */
function withBias(node: Node, logits: LogitsValue, added: Float32Array): LogitsValue {
  const bias = floatsOf(logits.bias.data)
  if (added.length !== bias.length && added.length !== 1) {
    throw damagedNode(node, `a bias of ${added.length} numbers for ${bias.length} labels`)
  }
  const sum: StoredMatrix = storeFloats(bias.map((b, i) => b + added[i % added.length]))
  return { ...logits, bias: sum }
}

function flatten(node: Node): Value {
  const value = inputOf(node, 0, 'final', 'state')
  if (intAttribute(node, 'axis', 1) === 1) {
    if (value.kind === 'state') return value
    if (value.axes === 'bdh') return withAxes(value, 'bv')
  }
  throw unsupported(node)
}

/** One direction needs no axis of its own. */
function squeeze(node: Node): Value {
  const axes = attribute(node, 'axes')?.ints ?? (node.inputs[1] ? ints(node, 1) : [])
  const rest = axes.length === 1 ? withoutDirection(node, axes[0]) : undefined
  if (rest) return rest
  throw unsupported(node)
}

/** The only direction of a sequence or a final state. */
function gatherDirection(node: Node): Value | undefined {
  const index = ints(node, 1)
  const single = index[0] === 0 || index[0] === -1
  return single ? withoutDirection(node, intAttribute(node, 'axis', 0)) : undefined
}

function withoutDirection(node: Node, axis: number): Value | undefined {
  const value = inputOf(node, 0, 'sequence', 'final')
  if (value.axes.at(axis) !== 'd' || axisSizes(node, value).d !== 1) return undefined
  return withAxes(value, value.axes.replace('d', '').replace('h', 'v'))
}

function constantOfShape(node: Node): Value {
  const tensor = attribute(node, 'value')?.t
  return !tensor || isZero(tensor) ? ZEROS : OPAQUE
}

function expand(node: Node): Value {
  const value = inputOf(node, 0, 'opaque', 'constant')
  if (value.kind === 'opaque') return value
  return isZero(value.tensor) ? ZEROS : OPAQUE
}

function floats(node: Node, index: number): Float32Array {
  const bytes = bytesOf(constant(node, index), 4)
  spend(node, bytes.length)
  return floatsOf(bytes)
}
