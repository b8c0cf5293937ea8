import type { TensorProto } from '../proto/types.ts'
import { axisIndex, dropAxis, mergeDirections } from './axes.ts'
import type { NodeView } from './node-view.ts'
import { linear, withBias } from './operators/head.ts'
import { axisSize, withAxes } from './operators/layout.ts'
import { scaleInput, shiftInput } from './operators/normalise.ts'
import { type Operator, type Operators, OWN_OPERATORS } from './own-operators.ts'
import { OPAQUE, type Value, ZEROS } from './values.ts'

/**
 * Every operator that is read: ours, and those with which other exporters write the same networks. They are
 * fetched only for a file that has one of them.
 */
export const ALL_OPERATORS: Operators = {
  ...OWN_OPERATORS,
  Constant: (node) => [constant(node)],
  Identity: (node) => [node.input(0)],
  Dropout: (node) => [node.input(0)],
  Add: onShapes((node) => [add(node)]),
  Mul: onShapes((node) => [scaleInput(node, -1)]),
  MatMul: (node) => [linear(node, false)],
  Flatten: (node) => [flatten(node)],
  Squeeze: onShapes((node) => [squeeze(node)]),
  Shape: () => [OPAQUE],
  ConstantOfShape: (node) => [constantOfShape(node)],
  Expand: (node) => [expand(node)],
  Gather: onShapes(OWN_OPERATORS.Gather),
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
    throw node.unsupported('known for the arithmetic of shapes only')
  }
}

function constant(node: NodeView): Value {
  const tensor = node.attribute('value')?.t
  if (tensor) return { kind: 'constant', tensor }
  throw node.unsupported('a constant without a tensor')
}

/** The bias of a head after `MatMul`, or part of the normalisation. */
function add(node: NodeView): Value {
  const at = node.input(1).kind === 'logits' ? 1 : 0
  if (node.input(at).kind !== 'logits') return shiftInput(node, -1)
  return withBias(node, node.inputOf(at, 'logits'), node.floats(1 - at))
}

function flatten(node: NodeView): Value {
  const value = node.inputOf(0, 'final', 'state')
  const alongBatch = node.intAttribute('axis', 1) === 1
  if (value.kind === 'state' && alongBatch) return value
  const merged = value.kind === 'final' ? mergeDirections(value.axes) : undefined
  if (value.kind === 'final' && alongBatch && merged?.length === 2) return withAxes(value, merged)
  throw node.unsupported('a flattening of other axes than directions and hidden units')
}

/** One direction needs no axis of its own. */
function squeeze(node: NodeView): Value {
  const value = node.inputOf(0, 'sequence', 'final')
  const axes = node.axes()
  const at = axes.length === 1 ? axisIndex(value.axes.length, axes[0]) : -1
  const axis = value.axes[at]
  if (axis === 'directions' && axisSize(node, value.stack, axis) === 1) {
    return withAxes(value, dropAxis(value.axes, at))
  }
  throw node.unsupported(`a squeeze of [${value.axes}] along axes [${axes}]`)
}

function constantOfShape(node: NodeView): Value {
  const tensor = node.attribute('value')?.t
  return !tensor || isZero(node, tensor) ? ZEROS : OPAQUE
}

function expand(node: NodeView): Value {
  const value = node.inputOf(0, 'opaque', 'constant')
  if (value.kind === 'opaque') return value
  return isZero(node, value.tensor) ? ZEROS : OPAQUE
}

function isZero(node: NodeView, tensor: TensorProto): boolean {
  return node.floatsOf(tensor).every((x) => x === 0)
}
