import { branchFeatures, branchSteps, layerOutputSize } from '../../graph/sizes.ts'
import type { TensorProto } from '../proto/types.ts'
import { axisIndex, dropAxis, mergeDirections, reshapesTo, transposeAxes } from './axes.ts'
import { addBias, readGemm, readMatMul } from './head.ts'
import type { GraphContext, NodeView } from './node-view.ts'
import { readRecurrentLayer } from './recurrent-layer.ts'
import {
  type Axis,
  type FinalValue,
  type InputValue,
  type LayerStack,
  OPAQUE,
  type PartName,
  type SequenceValue,
  type StateValue,
  type Value,
  ZEROS,
} from './values.ts'

/** What an operator makes of its inputs: one value per output. */
export type Operator = (node: NodeView) => readonly Value[]

/** The operators of the family. What is missing here is unsupported. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  Constant: readConstant,
  Identity: (node) => [node.input(0)],
  Dropout: (node) => [node.input(0)],
  Sub: (node) => [shiftInput(node, 1)],
  Add: (node) => [node.inputs.some(isLogits) ? addBias(node) : shiftInput(node, -1)],
  Div: (node) => [scaleInput(node, (std, by) => std * by)],
  Mul: (node) => [scaleInput(node, (std, by) => std / by)],
  Transpose: (node) => [transpose(node)],
  Reshape: (node) => [reshape(node)],
  Flatten: (node) => [flatten(node)],
  Squeeze: (node) => [squeeze(node)],
  LSTM: readRecurrent,
  GRU: readRecurrent,
  'com.microsoft.DynamicQuantizeLSTM': readRecurrent,
  Gather: (node) => [gather(node)],
  ReduceMean: (node) => [reduceOverTime(node, 'mean')],
  ReduceMax: (node) => [reduceOverTime(node, 'max')],
  Concat: (node) => [concat(node)],
  Gemm: (node) => [readGemm(node)],
  MatMul: (node) => [readMatMul(node)],
  Softmax: (node) => [softmax(node)],
  Shape: () => [OPAQUE],
  ConstantOfShape: (node) => [constantOfShape(node)],
  Expand: (node) => [expand(node)],
}

function isLogits(value: Value | undefined): boolean {
  return value?.kind === 'logits'
}

function readConstant(node: NodeView): Value[] {
  const tensor = node.attribute('value')?.t
  if (tensor) return [{ kind: 'constant', tensor }]
  throw node.unsupported('a constant without a tensor')
}

/** `x − v` moves the mean of `(x − mean) / std` by `v · std`. */
function shiftInput(node: NodeView, sign: 1 | -1): InputValue {
  const { input, scalar } = inputAndScalar(node, sign === -1)
  return { ...input, mean: input.mean + sign * scalar * input.std }
}

function scaleInput(node: NodeView, scale: (std: number, by: number) => number): InputValue {
  const { input, scalar } = inputAndScalar(node, node.opType === 'Mul')
  return { ...input, std: scale(input.std, scalar) }
}

function inputAndScalar(node: NodeView, commutes: boolean): { input: InputValue; scalar: number } {
  const swapped = commutes && node.input(1).kind === 'input'
  const input = node.input(swapped ? 1 : 0)
  if (input.kind !== 'input') throw unexpected(node, input)
  const values = node.floats(swapped ? 0 : 1)
  if (values.length !== 1) throw node.unsupported(`a normalisation by ${values.length} numbers`)
  return { input, scalar: values[0] }
}

function transpose(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind !== 'input' && value.kind !== 'sequence' && value.kind !== 'final') {
    throw unexpected(node, value)
  }
  const axes = transposeAxes(value.axes, node.intsAttribute('perm'))
  if (!axes) throw node.damaged('perm is not a permutation of the axes')
  return { ...value, axes }
}

function reshape(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind !== 'sequence' && value.kind !== 'final') throw unexpected(node, value)
  const target = node.ints(1)
  const sizeOf = (axis: Axis) => axisSize(axis, value.stack, node.graph)
  const merged = mergeDirections(value.axes)
  if (merged && reshapesTo(target, value.axes, merged, sizeOf)) return settle(value, merged)
  if (reshapesTo(target, value.axes, value.axes, sizeOf)) return value
  throw node.unsupported(`a reshape of [${value.axes}] to [${target}]`)
}

function flatten(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind === 'state' && node.intAttribute('axis', 1) === 1) return value
  if (value.kind !== 'final') throw unexpected(node, value)
  const merged = mergeDirections(value.axes)
  if (merged?.length !== 2 || node.intAttribute('axis', 1) !== 1) {
    throw node.unsupported(`a flattening of [${value.axes}]`)
  }
  return settle(value, merged)
}

function squeeze(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind !== 'sequence' && value.kind !== 'final') throw unexpected(node, value)
  const axes = node.intsAttribute('axes') ?? (node.inputs[1] ? node.ints(1) : [])
  const at = axes.length === 1 ? axisIndex(value.axes.length, axes[0]) : -1
  if (value.axes[at] !== 'directions' || directionsOf(value.stack) !== 1) {
    throw node.unsupported(`a squeeze of [${value.axes}]`)
  }
  return settle(value, dropAxis(value.axes, at))
}

/** A final state that has become `[batch, state]` is a read-out. */
function settle(value: SequenceValue | FinalValue, axes: readonly Axis[]): Value {
  if (value.kind === 'final' && axes.join() === 'batch,state') {
    return { kind: 'state', parts: [{ name: 'final', stack: value.stack }] }
  }
  return { ...value, axes }
}

function readRecurrent(node: NodeView): Value[] {
  const below = stackBelow(node)
  const top = below.layers.at(-1)
  const inputSize = top ? layerOutputSize(top) : branchFeatures(node.graph, below)
  const stack = { ...below, layers: [...below.layers, readRecurrentLayer(node, inputSize)] }
  return [
    { kind: 'sequence', axes: ['time', 'directions', 'batch', 'hidden'], stack },
    { kind: 'final', axes: ['directions', 'batch', 'hidden'], stack },
    OPAQUE,
  ]
}

/** The layers that a recurrent node reads: none yet when it reads the input. */
function stackBelow(node: NodeView): LayerStack {
  const value = node.input(0)
  if (value.kind === 'sequence') {
    if (value.axes.join() === 'time,batch,state') return value.stack
    throw node.unsupported(`an input of [${value.axes}], expected [time, batch, state]`)
  }
  if (value.kind !== 'input') throw unexpected(node, value)
  const { mean, std } = value
  const axes = value.axes.join()
  if (axes === 'steps,batch,features') return { scan: 'rows', mean, std, layers: [] }
  if (axes === 'features,batch,steps') return { scan: 'columns', mean, std, layers: [] }
  throw node.unsupported(`an input of [${value.axes}], expected time first and batch second`)
}

/** The last time step of a sequence, or the only direction of a final state. */
function gather(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind === 'opaque') return OPAQUE
  if (value.kind !== 'sequence' && value.kind !== 'final') throw unexpected(node, value)
  const indices = node.constant(1)
  if (indices.dims.length !== 0) throw node.unsupported('a gather of several positions')
  const [index] = node.ints(1)
  const at = axisIndex(value.axes.length, node.intAttribute('axis', 0))
  const axis = value.axes[at]
  const length = axis === undefined ? undefined : axisSize(axis, value.stack, node.graph)
  const last = length !== undefined && (index === -1 || index === length - 1)
  const rest = dropAxis(value.axes, at)
  if (value.kind === 'sequence' && axis === 'time' && last && rest.join() === 'batch,state') {
    return { kind: 'state', parts: [{ name: 'last-step', stack: value.stack }] }
  }
  if (axis === 'directions' && length === 1 && last) return settle(value, rest)
  throw node.unsupported(`a gather of position ${index} along ${axis}`)
}

function reduceOverTime(node: NodeView, name: PartName): StateValue {
  const value = node.input(0)
  if (value.kind !== 'sequence') throw unexpected(node, value)
  const axes = node.intsAttribute('axes') ?? (node.inputs[1] ? node.ints(1) : [])
  const at = axes.length === 1 ? axisIndex(value.axes.length, axes[0]) : -1
  const rest = dropAxis(value.axes, at)
  if (value.axes[at] !== 'time' || rest.join() !== 'batch,state') {
    throw node.unsupported(`a reduction of [${value.axes}] over axes [${axes}]`)
  }
  if (node.intAttribute('keepdims', 1) !== 0) throw node.unsupported('keepdims')
  return { kind: 'state', parts: [{ name, stack: value.stack }] }
}

function concat(node: NodeView): Value {
  const values = node.inputs.map((_, i) => node.input(i))
  if (values.some((value) => value.kind === 'opaque')) return OPAQUE
  const axis = node.intAttribute('axis', 0)
  const parts = values.flatMap((value) => {
    if (value.kind !== 'state') throw unexpected(node, value)
    return value.parts
  })
  if (axis !== 1 && axis !== -1) throw node.unsupported(`a concatenation along axis ${axis}`)
  return { kind: 'state', parts }
}

function softmax(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind !== 'logits') throw unexpected(node, value)
  const axis = node.intAttribute('axis', -1)
  if (axis !== 1 && axis !== -1) throw node.unsupported(`a softmax along axis ${axis}`)
  return { kind: 'probabilities', logits: value }
}

function constantOfShape(node: NodeView): Value {
  const tensor = node.attribute('value')?.t
  return !tensor || isZero(node, tensor) ? ZEROS : OPAQUE
}

function expand(node: NodeView): Value {
  const value = node.input(0)
  if (value.kind === 'opaque') return value
  if (value.kind !== 'constant') throw unexpected(node, value)
  return isZero(node, value.tensor) ? ZEROS : OPAQUE
}

function isZero(node: NodeView, tensor: TensorProto): boolean {
  return node.floatsOf(tensor).every((x) => x === 0)
}

function directionsOf(stack: LayerStack): number {
  return stack.layers[stack.layers.length - 1].directions.length
}

/** Size of an axis of a stack's output; undefined for the batch. */
function axisSize(axis: Axis, stack: LayerStack, graph: GraphContext): number | undefined {
  const top = stack.layers[stack.layers.length - 1]
  if (axis === 'time') return branchSteps(graph, stack)
  if (axis === 'directions') return top.directions.length
  if (axis === 'hidden') return top.hiddenSize
  return axis === 'state' ? layerOutputSize(top) : undefined
}

function unexpected(node: NodeView, value: Value): Error {
  const what = 'axes' in value ? `${value.kind} of [${value.axes}]` : value.kind
  return node.unsupported(`not expected on a value that is ${what}`)
}
