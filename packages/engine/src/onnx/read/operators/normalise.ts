import type { NodeView } from '../node-view.ts'
import type { InputValue } from '../values.ts'

/** `x − v` (or `x + v` with the sign −1) moves the mean of `(x − mean) / std` by `v · std`. */
export function shiftInput(node: NodeView, sign: 1 | -1): InputValue {
  const { input, scalar } = inputAndScalar(node)
  return { ...input, mean: input.mean + sign * scalar * input.std }
}

/** `x / v`, or `x · v` with the power −1. */
export function scaleInput(node: NodeView, power: 1 | -1): InputValue {
  const { input, scalar } = inputAndScalar(node)
  return { ...input, std: power === 1 ? input.std * scalar : input.std / scalar }
}

/** Addition and multiplication commute: the constant may come first. */
function inputAndScalar(node: NodeView): { input: InputValue; scalar: number } {
  const commutes = node.opType === 'Add' || node.opType === 'Mul'
  const at = commutes && node.input(1).kind === 'input' ? 1 : 0
  const input = node.inputOf(at, 'input')
  const values = node.floats(1 - at)
  if (values.length !== 1) throw node.unsupported(`a normalisation by ${values.length} numbers`)
  return { input, scalar: values[0] }
}
