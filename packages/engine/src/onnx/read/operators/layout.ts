import { branchSteps, layerOutputSize } from '../../../graph/sizes.ts'
import { mergeDirections, reshapesTo, transposeAxes } from '../axes.ts'
import type { NodeView } from '../node-view.ts'
import type { Axis, FinalValue, LayerStack, SequenceValue, Value } from '../values.ts'

export function transpose(node: NodeView): Value {
  const value = node.inputOf(0, 'input', 'sequence', 'final')
  const axes = transposeAxes(value.axes, node.intsAttribute('perm'))
  if (!axes) throw node.damaged('perm is not a permutation of the axes')
  return { ...value, axes }
}

/** Directions and hidden units side by side may become one axis; nothing else may change. */
export function reshape(node: NodeView): Value {
  const value = node.inputOf(0, 'sequence', 'final')
  const target = node.ints(1)
  const sizeOf = (axis: Axis) => axisSize(node, value.stack, axis)
  const merged = mergeDirections(value.axes)
  if (merged && reshapesTo(target, value.axes, merged, sizeOf)) return withAxes(value, merged)
  if (reshapesTo(target, value.axes, value.axes, sizeOf)) return value
  throw node.unsupported(`a reshape of [${value.axes}] to [${target}]`)
}

/** A final state that has become `[batch, state]` is a read-out. */
export function withAxes(value: SequenceValue | FinalValue, axes: readonly Axis[]): Value {
  if (value.kind === 'final' && axes.join() === 'batch,state') {
    return { kind: 'state', parts: [{ name: 'final', stack: value.stack }] }
  }
  return { ...value, axes }
}

/** Size of an axis of a stack's output; undefined for the batch. */
export function axisSize(node: NodeView, stack: LayerStack, axis: Axis): number | undefined {
  const top = stack.layers[stack.layers.length - 1]
  if (axis === 'time') return branchSteps(node.graph, stack)
  if (axis === 'directions') return top.directions.length
  if (axis === 'hidden') return top.hiddenSize
  return axis === 'state' ? layerOutputSize(top) : undefined
}
