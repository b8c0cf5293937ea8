import { type ModelFormatError, UnsupportedModelError } from '../../errors.ts'
import { DATA_TYPE } from '../proto/schema.ts'
import { bytesOf, intsOf } from '../proto/tensor.ts'
import type { AttributeProto, NodeProto, TensorProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'
import type { Value } from './values.ts'

type ValueOf<K extends Value['kind']> = Value & { readonly kind: K }

/** The input of the graph, `[batch, steps, features]`. */
export interface GraphInput {
  readonly name: string
  readonly steps: number
  readonly features: number
}

/** A node with its inputs looked up. What the functions here cannot answer becomes an error that names the node. */
export interface Node {
  readonly proto: NodeProto
  readonly inputs: readonly (Value | undefined)[]
  readonly graph: GraphContext
}

/** What the whole graph has in common. */
export interface GraphContext extends GraphInput {
  /** Numbers that may still be copied: a small file could name one initializer a thousand times. */
  copiesLeft: number
}

/** The operator of a node, with its domain unless it is ONNX's own. */
export function operatorName({ domain, opType }: NodeProto): string {
  return domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`
}

/** Without a reason: that the operator is known, but not in this place or form. */
export function unsupported({ proto, inputs }: Node, reason?: string): UnsupportedModelError {
  const values = inputs.map((value) =>
    value && 'axes' in value ? `${value.kind} ${value.axes}` : value?.kind,
  )
  const node = { opType: operatorName(proto), name: proto.name }
  return new UnsupportedModelError(reason ?? `not known in this form, on ${values}`, { node })
}

export function damagedNode({ proto }: Node, reason: string): ModelFormatError {
  return damaged(`node ${operatorName(proto)} "${proto.name}": ${reason}`)
}

/** The input at `index`, which must have one of these meanings. */
export function inputOf<K extends Value['kind']>(
  node: Node,
  index: number,
  ...kinds: readonly K[]
): ValueOf<K> {
  const value = node.inputs[index]
  if (!value) throw damagedNode(node, `input ${index} is missing`)
  if (kinds.includes(value.kind as K)) return value as ValueOf<K>
  throw unsupported(node)
}

/** The constant at `index`, of one of these data types, its dimensions as given. */
export function constant(
  node: Node,
  index: number,
  dims?: readonly number[],
  types: readonly number[] = [DATA_TYPE.float],
): TensorProto {
  const { tensor } = inputOf(node, index, 'constant')
  if (tensor.dataLocation) throw unsupported(node, `tensor ${tensor.name} lies in another file`)
  if (!types.includes(tensor.dataType)) {
    throw unsupported(node, `tensor ${tensor.name} has data type ${tensor.dataType}`)
  }
  if (dims && tensor.dims.join() !== dims.join()) {
    throw damagedNode(node, `tensor ${tensor.name} is [${tensor.dims}], expected [${dims}]`)
  }
  return tensor
}

/** The float32 constant of one number at `index`. */
export function scalar(node: Node, index: number): number {
  const bytes = bytesOf(constant(node, index), 4)
  if (bytes.length !== 4) throw unsupported(node, `input ${index} is not one number`)
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true)
}

/** The short int64 constant at `index`: a shape, an index, a list of axes. */
export function ints(node: Node, index: number): number[] {
  return intsOf(constant(node, index, undefined, [DATA_TYPE.int64]))
}

export function attribute({ proto }: Node, name: string): AttributeProto | undefined {
  return proto.attribute.find((candidate) => candidate.name === name)
}

export function intAttribute(node: Node, name: string, missing: number): number {
  return attribute(node, name)?.i ?? missing
}

/** Whether the node has no attributes but these, and no inputs from `from` to `to`. */
export function isPlain(
  { proto, inputs }: Node,
  names: readonly string[],
  from?: number,
  to?: number,
): boolean {
  return (
    proto.attribute.every(({ name }) => names.includes(name)) &&
    (from === undefined || !inputs.slice(from, to).some(Boolean))
  )
}

/** Takes numbers from the budget of the graph before they are copied, and returns how many. */
export function spend(node: Node, count: number): number {
  node.graph.copiesLeft -= count
  if (node.graph.copiesLeft < 0) throw unsupported(node, 'too many numbers to copy')
  return count
}
