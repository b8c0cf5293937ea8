import { LIMITS } from '../../../graph/limits.ts'
import { attribute, inputOf, intAttribute, ints, isPlain, type Node, unsupported } from '../node.ts'
import type { PartName, StateValue } from '../values.ts'
import { axisSizes } from './layout.ts'

/** The last time step of a sequence. */
export function gather(node: Node): StateValue {
  const value = inputOf(node, 0, 'sequence')
  const axis = intAttribute(node, 'axis', 0)
  const index = ints(node, 1)
  const last = axisSizes(node, value).t - 1
  if (index.length !== 1 || (index[0] !== -1 && index[0] !== last)) throw unsupported(node)
  return overTime(node, axis, 'last-step')
}

/** `ReduceMean` and `ReduceMax`. */
export function reduce(node: Node, name: PartName): StateValue {
  // Axes are an attribute in older versions of an operator, and its second input in later ones.
  const axes = attribute(node, 'axes')?.ints ?? (node.inputs[1] ? ints(node, 1) : [])
  if (axes.length !== 1 || intAttribute(node, 'keepdims', 1)) throw unsupported(node)
  return overTime(node, axes[0], name)
}

/** What leaves `[batch, state]` of a sequence, its time being the axis that goes. */
function overTime(node: Node, axis: number, name: PartName): StateValue {
  const { axes, stack } = inputOf(node, 0, 'sequence')
  if (axes.at(axis) !== 't' || axes.replace('t', '') !== 'bv') throw unsupported(node)
  return { kind: 'state', parts: [{ name, stack }] }
}

/** Read-outs side by side. */
export function concat(node: Node): StateValue {
  if (!isPlain(node, ['axis']) || intAttribute(node, 'axis', 0) !== 1) throw unsupported(node)
  const parts = node.inputs.flatMap((_, i) => inputOf(node, i, 'state').parts)
  // A chain of nodes that double their input would otherwise grow without bound.
  if (parts.length > 2 * LIMITS.branches) throw unsupported(node)
  return { kind: 'state', parts }
}
