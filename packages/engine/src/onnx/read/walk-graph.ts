import { LIMITS } from '../../graph/limits.ts'
import type { GraphProto, NodeProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'
import { type GraphContext, NodeView, operatorName } from './node-view.ts'
import type { Operators } from './own-operators.ts'
import { OPAQUE, type Value } from './values.ts'

export type Values = ReadonlyMap<string, Value>

/** The input of the graph, `[batch, steps, features]`. */
export interface GraphInput {
  readonly name: string
  readonly steps: number
  readonly features: number
}

/** Gives every tensor of the graph its meaning, node by node in the order of the file, which ONNX says is topological. */
export function walkGraph(graph: GraphProto, input: GraphInput, operators: Operators): Values {
  const context: GraphContext = { ...input, weightsLeft: LIMITS.parameters }
  const values = new Map<string, Value>()
  for (const tensor of graph.initializer) values.set(tensor.name, { kind: 'constant', tensor })
  values.set(input.name, { kind: 'input', axes: ['batch', 'steps', 'features'], mean: 0, std: 1 })
  for (const proto of graph.node) {
    const inputs = proto.input.map((name) => lookUp(values, proto, name))
    const node = new NodeView(proto, inputs, context)
    if (!knows(operators, proto)) throw node.unsupported('the operator is not known')
    const outputs = operators[node.opType](node)
    proto.output.forEach((name, i) => {
      if (name !== '') values.set(name, outputs[i] ?? OPAQUE)
    })
  }
  return values
}

/** Whether a node's operator is one of these. */
export function knows(operators: Operators, node: NodeProto): boolean {
  return Object.hasOwn(operators, operatorName(node))
}

function lookUp(values: Values, node: NodeProto, name: string): Value | undefined {
  if (name === '') return undefined
  const value = values.get(name)
  if (value) return value
  throw damaged(`node ${node.opType} "${node.name}" reads ${name}, which nothing before it makes`)
}
