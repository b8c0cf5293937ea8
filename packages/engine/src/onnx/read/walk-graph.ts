import { ModelFormatError, UnsupportedModelError } from '../../errors.ts'
import { LIMITS } from '../../graph/limits.ts'
import type { GraphProto, NodeProto } from '../proto/types.ts'
import { type GraphContext, NodeView } from './node-view.ts'
import { OPERATORS } from './operators.ts'
import { OPAQUE, type Value } from './values.ts'

/** Operators that only compute shapes: what they make of an opaque value is opaque. */
const SHAPE_OPERATORS = new Set(['Cast', 'Gather', 'Slice', 'Squeeze', 'Unsqueeze', 'Mul', 'Add'])

/** Gives every tensor of the graph its meaning, node by node in the order of the file, which ONNX says is topological. */
export function walkGraph(
  graph: GraphProto,
  inputName: string,
  size: { readonly steps: number; readonly features: number },
): ReadonlyMap<string, Value> {
  const context: GraphContext = { ...size, weightsLeft: LIMITS.parameters }
  const values = new Map<string, Value>()
  for (const tensor of graph.initializer) values.set(tensor.name, { kind: 'constant', tensor })
  values.set(inputName, { kind: 'input', axes: ['batch', 'steps', 'features'], mean: 0, std: 1 })
  for (const proto of graph.node) {
    const inputs = proto.input.map((name) => lookUp(values, proto, name))
    const node = new NodeView(proto, inputs, context)
    const outputs = evaluate(node)
    proto.output.forEach((name, i) => {
      if (name !== '') values.set(name, outputs[i] ?? OPAQUE)
    })
  }
  return values
}

function evaluate(node: NodeView): readonly Value[] {
  const opaque = node.inputs.some((value) => value?.kind === 'opaque')
  if (opaque && SHAPE_OPERATORS.has(node.opType)) return [OPAQUE]
  const operator = Object.hasOwn(OPERATORS, node.opType) ? OPERATORS[node.opType] : undefined
  if (!operator) throw node.unsupported('the operator is not known')
  return operator(node)
}

function lookUp(
  values: ReadonlyMap<string, Value>,
  node: NodeProto,
  name: string,
): Value | undefined {
  if (name === '') return undefined
  const value = values.get(name)
  if (value) return value
  throw new ModelFormatError(
    `damaged ONNX file: node ${node.opType} "${node.name}" reads ${name}, which nothing before it makes; export it again`,
  )
}

/** The value of a graph output. */
export function outputValue(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name)
  if (!value) {
    throw new ModelFormatError(
      `damaged ONNX file: nothing makes the output ${name}; export it again`,
    )
  }
  if (value.kind !== 'logits' && value.kind !== 'probabilities') {
    throw new UnsupportedModelError(`output ${name} is ${value.kind}, not logits or probabilities`)
  }
  return value
}
