import { layerOutputSize } from '../../../graph/sizes.ts'
import { bytesOf } from '../../proto/tensor.ts'
import { constant, inputOf, intAttribute, isPlain, type Node, unsupported } from '../node.ts'
import type { LogitsValue, ProbabilitiesValue, StateValue } from '../values.ts'

/** `logits = state · Bᵀ + C` */
export function gemm(node: Node): LogitsValue {
  if (!isPlain(node, ['transB']) || intAttribute(node, 'transB', 0) !== 1) throw unsupported(node)
  const state = inputOf(node, 0, 'state')
  const { dims } = constant(node, 1)
  const weight = { data: bytesOf(constant(node, 1, [dims[0], sizeOf(state)]), 4) }
  const bias = { data: bytesOf(constant(node, 2, [dims[0]]), 4) }
  return { kind: 'logits', state, weight, bias }
}

/** Numbers of a state. */
export function sizeOf({ parts }: StateValue): number {
  return parts.reduce((sum, { stack }) => sum + layerOutputSize(stack.layers.at(-1)!), 0)
}

export function softmax(node: Node): ProbabilitiesValue {
  const logits = inputOf(node, 0, 'logits')
  const axis = intAttribute(node, 'axis', -1)
  if (axis !== -1 && axis !== 1) throw unsupported(node)
  return { kind: 'probabilities', logits }
}
