import { layerOutputSize } from '../../graph/sizes.ts'
import type { NodeView } from './node-view.ts'
import type { LogitsValue, StateValue, Value } from './values.ts'

/** `logits = state · Bᵀ + C`, with B stored either way round. */
export function readGemm(node: NodeView): LogitsValue {
  const state = stateOf(node, node.input(0))
  if (node.intAttribute('transA', 0) !== 0) throw node.unsupported('transA')
  for (const name of ['alpha', 'beta']) {
    if ((node.attribute(name)?.f ?? 1) !== 1) throw node.unsupported(`${name} other than 1`)
  }
  const transposed = node.intAttribute('transB', 0) !== 0
  const { weight, labels } = readWeight(node, state, transposed)
  const bias = node.inputs[2] ? node.floats(2) : new Float32Array(labels)
  return { kind: 'logits', state, weight, bias: broadcast(node, bias, labels) }
}

export function readMatMul(node: NodeView): LogitsValue {
  const state = stateOf(node, node.input(0))
  const { weight, labels } = readWeight(node, state, false)
  return { kind: 'logits', state, weight, bias: new Float32Array(labels) }
}

/** `Add` of a constant vector after `MatMul`. */
export function addBias(node: NodeView): LogitsValue {
  const swapped = node.input(1).kind === 'logits'
  const value = node.input(swapped ? 1 : 0)
  if (value.kind !== 'logits') throw node.unsupported(`an addition to ${value.kind}`)
  const added = broadcast(node, node.floats(swapped ? 0 : 1), value.bias.length)
  return { ...value, bias: value.bias.map((b, i) => b + added[i]) }
}

function stateOf(node: NodeView, value: Value): StateValue {
  if (value.kind !== 'state')
    throw node.unsupported(`not expected on a value that is ${value.kind}`)
  return value
}

function readWeight(
  node: NodeView,
  state: StateValue,
  transposed: boolean,
): { weight: Float32Array; labels: number } {
  const { dims } = node.constant(1)
  const size = state.parts.reduce((sum, part) => sum + partSize(part.stack.layers), 0)
  const labels = dims[transposed ? 0 : 1]
  if (dims.length !== 2 || dims[transposed ? 1 : 0] !== size) {
    throw node.damaged(`a weight of [${dims}] on a state of ${size} numbers`)
  }
  const stored = node.floats(1)
  return { weight: transposed ? stored : transposeMatrix(stored, size, labels), labels }
}

function partSize(layers: StateValue['parts'][number]['stack']['layers']): number {
  return layerOutputSize(layers[layers.length - 1])
}

function transposeMatrix(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)])
}

function broadcast(node: NodeView, bias: Float32Array, labels: number): Float32Array {
  if (bias.length === labels) return bias
  if (bias.length === 1) return new Float32Array(labels).fill(bias[0])
  throw node.damaged(`a bias of ${bias.length} numbers for ${labels} labels`)
}
