import { axisIndex, dropAxis } from '../axes.ts'
import type { NodeView } from '../node-view.ts'
import type { PartName, StateValue, Value } from '../values.ts'
import { axisSize, withAxes } from './layout.ts'

/** The last time step of a sequence, or the only direction of a final state. */
export function gather(node: NodeView): Value {
  const value = node.inputOf(0, 'sequence', 'final')
  if (node.constant(1).dims.length !== 0) throw node.unsupported('a gather of several positions')
  const [index] = node.ints(1)
  const at = axisIndex(value.axes.length, node.intAttribute('axis', 0))
  const axis = value.axes[at]
  const length = axis && axisSize(node, value.stack, axis)
  const rest = dropAxis(value.axes, at)
  if (length !== undefined && (index === -1 || index === length - 1)) {
    if (axis === 'directions' && length === 1) return withAxes(value, rest)
    if (axis === 'time' && rest.join() === 'batch,state') {
      return { kind: 'state', parts: [{ name: 'last-step', stack: value.stack }] }
    }
  }
  throw node.unsupported(`a gather of position ${index} along ${axis}`)
}

/** `ReduceMean` and `ReduceMax`. */
export function reduceOverTime(node: NodeView, name: PartName): StateValue {
  const value = node.inputOf(0, 'sequence')
  const axes = node.axes()
  const at = axes.length === 1 ? axisIndex(value.axes.length, axes[0]) : -1
  const rest = dropAxis(value.axes, at).join()
  if (value.axes[at] !== 'time' || rest !== 'batch,state' || node.intAttribute('keepdims', 1)) {
    throw node.unsupported(`a reduction of [${value.axes}] over axes [${axes}]`)
  }
  return { kind: 'state', parts: [{ name, stack: value.stack }] }
}

/** Read-outs side by side. */
export function concat(node: NodeView): StateValue {
  const parts = node.inputs.flatMap((_, i) => node.inputOf(i, 'state').parts)
  if (axisIndex(2, node.intAttribute('axis', 0)) !== 1) {
    throw node.unsupported('a concatenation along the batch')
  }
  return { kind: 'state', parts }
}
