import { layerOutputSize } from '../../../graph/sizes.ts'
import { axisIndex } from '../axes.ts'
import type { NodeView } from '../node-view.ts'
import type { LogitsValue, ProbabilitiesValue, StateValue } from '../values.ts'

/** `logits = state · Bᵀ + C`, with B stored either way round. */
export function gemm(node: NodeView): LogitsValue {
  const factors = ['alpha', 'beta'].map((name) => node.attribute(name)?.f ?? 1)
  if (node.intAttribute('transA', 0) || factors.some((factor) => factor !== 1)) {
    throw node.unsupported('transA, alpha or beta')
  }
  const logits = linear(node, node.intAttribute('transB', 0) !== 0)
  return node.inputs[2] ? withBias(node, logits, node.floats(2)) : logits
}

/** `logits = state · weight`, the weight `[labels, state]` when it is transposed, else `[state, labels]`. */
export function linear(node: NodeView, transposed: boolean): LogitsValue {
  const state = node.inputOf(0, 'state')
  const size = state.parts.reduce((sum, part) => sum + partSize(part), 0)
  const { dims } = node.constant(1)
  const [rows, columns] = transposed ? [dims[1], dims[0]] : dims
  if (dims.length !== 2 || rows !== size) {
    throw node.damaged(`a weight of [${dims}] on a state of ${size} numbers`)
  }
  const stored = node.floats(1)
  const weight = transposed
    ? stored
    : stored.map((_, i) => stored[(i % size) * columns + Math.floor(i / size)])
  return { kind: 'logits', state, weight, bias: new Float32Array(columns) }
}

/** Adds a vector, or one number, to the logits. */
export function withBias(node: NodeView, logits: LogitsValue, added: Float32Array): LogitsValue {
  const { bias } = logits
  if (added.length !== bias.length && added.length !== 1) {
    throw node.damaged(`a bias of ${added.length} numbers for ${bias.length} labels`)
  }
  return { ...logits, bias: bias.map((b, i) => b + added[added.length === 1 ? 0 : i]) }
}

export function softmax(node: NodeView): ProbabilitiesValue {
  const logits = node.inputOf(0, 'logits')
  if (axisIndex(2, node.intAttribute('axis', -1)) !== 1) {
    throw node.unsupported('a softmax along the batch')
  }
  return { kind: 'probabilities', logits }
}

function partSize({ stack }: StateValue['parts'][number]): number {
  return layerOutputSize(stack.layers[stack.layers.length - 1])
}
