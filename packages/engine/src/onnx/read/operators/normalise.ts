import { inputOf, type Node, scalar } from '../node.ts'
import type { LayerStack, SequenceValue } from '../values.ts'

/** `x − v` (or `x + v` with the sign −1) moves the mean of `(x − mean) / std` by `v · std`. */
export function shiftInput(node: Node, sign: 1 | -1): SequenceValue {
  return normalise(node, ({ mean, std }, v) => ({ mean: mean + sign * v * std }))
}

/** `x / v`, or `x · v` with the power −1. */
export function scaleInput(node: Node, power: 1 | -1): SequenceValue {
  return normalise(node, ({ std }, v) => ({ std: power === 1 ? std * v : std / v }))
}

function normalise(
  node: Node,
  change: (stack: LayerStack, v: number) => Partial<LayerStack>,
): SequenceValue {
  // Addition and multiplication commute: the constant may come first.
  const first = /Add|Mul/.test(node.proto.opType) && node.inputs[1]?.kind === 'input' ? 1 : 0
  const input = inputOf(node, first, 'input')
  return { ...input, stack: { ...input.stack, ...change(input.stack, scalar(node, 1 - first)) } }
}
