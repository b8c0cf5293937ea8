import { branchSteps, layerOutputSize } from '../../../graph/sizes.ts'
import { attribute, inputOf, ints, type Node, unsupported } from '../node.ts'
import type { Axes, SequenceValue, Value } from '../values.ts'

export function transpose(node: Node): Value {
  const value = inputOf(node, 0, 'input', 'sequence', 'final')
  const perm =
    attribute(node, 'perm')?.ints ?? [...value.axes].map((_, i, all) => all.length - 1 - i)
  // What is no permutation leads to axes that nothing takes.
  return { ...value, axes: perm.map((axis) => value.axes[axis]).join('') }
}

/** Directions and hidden units side by side may become one axis; nothing else may change. */
export function reshape(node: Node): Value {
  const value = inputOf(node, 0, 'sequence', 'final')
  const { axes } = value
  const target = ints(node, 1)
  const sizes = axisSizes(node, value)
  for (const to of [axes.replace('dh', 'v'), axes]) {
    const fits =
      target.length === to.length &&
      target.filter((n) => n === -1).length < 2 &&
      target.every((n, i) => n === -1 || (n === 0 ? axes[i] === to[i] : n === sizes[to[i]]))
    if (fits) return withAxes(value, to)
  }
  throw unsupported(node)
}

/** A final state that has become `[batch, state]` is a read-out. */
export function withAxes(value: SequenceValue, axes: Axes): Value {
  if (value.kind !== 'final' || axes !== 'bv') return { ...value, axes }
  return { kind: 'state', parts: [{ name: 'final', stack: value.stack }] }
}

/** Sizes of the axes of a stack's output; the batch has none. */
export function axisSizes(node: Node, { stack }: SequenceValue): Record<string, number> {
  const top = stack.layers.at(-1)!
  return {
    t: branchSteps(node.graph, stack),
    d: top.directions.length,
    h: top.hiddenSize,
    v: layerOutputSize(top),
  }
}
