import { ATTRIBUTE_TYPE } from '../proto/schema.ts'
import type { AttributeProto, NodeProto, TensorProto } from '../proto/types.ts'

type AttributeValue = number | string | readonly number[]

/** Collects the nodes and initializers of a graph; values are named after the node that makes them. */
export class GraphBuilder {
  readonly nodes: NodeProto[] = []
  readonly initializers: TensorProto[] = []

  /** Adds a constant and answers its name. Constants of one name are written once. */
  constant(tensor: TensorProto): string {
    if (!this.initializers.some(({ name }) => name === tensor.name)) this.initializers.push(tensor)
    return tensor.name
  }

  /** Adds a node with one output, named like the node, and answers that name. */
  node(
    opType: string,
    name: string,
    input: readonly string[],
    attributes: Record<string, AttributeValue> = {},
  ): string {
    this.nodes.push(makeNode({ opType, name, input, output: [name], attributes }))
    return name
  }

  /** Adds a node with its outputs as given; an empty name leaves an output out. */
  nodeWithOutputs(spec: NodeSpec): void {
    this.nodes.push(makeNode(spec))
  }
}

export interface NodeSpec {
  readonly opType: string
  readonly name: string
  readonly domain?: string
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly attributes: Record<string, AttributeValue>
}

function makeNode({ opType, name, domain = '', input, output, attributes }: NodeSpec): NodeProto {
  const attribute = Object.entries(attributes).map(([key, value]) => makeAttribute(key, value))
  return { opType, name, domain, input: [...input], output: [...output], attribute }
}

function makeAttribute(name: string, value: AttributeValue): AttributeProto {
  if (typeof value === 'number') return { name, type: ATTRIBUTE_TYPE.int, i: value }
  if (typeof value === 'string') {
    return { name, type: ATTRIBUTE_TYPE.string, s: new TextEncoder().encode(value) }
  }
  return { name, type: ATTRIBUTE_TYPE.ints, ints: [...value] }
}
