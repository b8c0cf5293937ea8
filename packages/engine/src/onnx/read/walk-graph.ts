import { LIMITS } from '../../graph/limits.ts'
import type { GraphProto, NodeProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'
import { type GraphContext, type GraphInput, type Node, operatorName, unsupported } from './node.ts'
import type { Operators } from './own-operators.ts'
import type { Value } from './values.ts'

export type Values = ReadonlyMap<string, Value>

/** Gives every tensor of the graph its meaning, node by node in the order of the file, which ONNX says is topological. */
export function walkGraph(graph: GraphProto, input: GraphInput, operators: Operators): Values {
  const context: GraphContext = { ...input, copiesLeft: LIMITS.parameters }
  const values = new Map<string, Value>()
  for (const tensor of graph.initializer) values.set(tensor.name, { kind: 'constant', tensor })
  const stack = { scan: 'rows', mean: 0, std: 1, layers: [] } as const
  values.set(input.name, { kind: 'input', axes: 'bsf', stack })
  for (const proto of graph.node) {
    const inputs = proto.input.map((name) => lookUp(values, proto, name))
    const node: Node = { proto, inputs, graph: context }
    const name = operatorName(proto)
    if (!Object.hasOwn(operators, name)) throw unsupported(node, 'the operator is not known')
    const outputs = operators[name](node)
    proto.output.forEach((name, i) => {
      if (name !== '') values.set(name, outputs[i] ?? { kind: 'opaque', zeros: false })
    })
  }
  return values
}

function lookUp(values: Values, node: NodeProto, name: string): Value | undefined {
  if (name === '') return undefined
  const value = values.get(name)
  if (value) return value
  throw damaged(`node ${node.opType} "${node.name}" reads ${name}, which nothing before it makes`)
}
