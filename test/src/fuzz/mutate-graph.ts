import {
  decodeModelProto,
  encodeModelProto,
  type GraphProto,
  type NodeProto,
} from '@edgeink/engine/onnx'
import type { Random } from './random.ts'

const SIZES = [-1, 0, 1, 2, 7, 8, 9, 256, 257, 1024, 1025, 2 ** 31, 2 ** 40, 2 ** 53 - 1]
const OPERATORS = ['LSTM', 'GRU', 'Reshape', 'Transpose', 'Gather', 'Concat', 'Softmax', 'Conv', '']
const LABELS = ['', '[]', 'null', '[1]', '["a","a","a"]', '["a","b"', `["${'x'.repeat(1e5)}"]`]

type Mutation = (graph: GraphProto, random: Random) => void

/** Damage that keeps the file sound protobuf, so that it reaches what comes after the parser. */
const MUTATIONS: readonly Mutation[] = [
  changeInputShape,
  changeTensorDims,
  changeTensorType,
  changeTensorData,
  changeAttribute,
  changeOperator,
  rewireInput,
  dropOrRepeatNode,
  swapNodes,
]

/** Decodes, applies one to three mutations, encodes. */
export function mutateGraph(bytes: Uint8Array, random: Random): Uint8Array {
  const model = decodeModelProto(bytes)
  if (random.chance(0.05)) model.metadataProps[0].value = random.pick(LABELS)
  for (let count = 1 + random.int(3); count > 0; count--) {
    random.pick(MUTATIONS)(model.graph as GraphProto, random)
  }
  return encodeModelProto(model)
}

function changeInputShape(graph: GraphProto, random: Random): void {
  const shape = graph.input[0].shape ?? []
  if (random.chance(0.2)) shape.push(random.pick(SIZES))
  else shape[random.int(shape.length)] = random.chance(0.2) ? 'dynamic' : random.pick(SIZES)
}

function changeTensorDims(graph: GraphProto, random: Random): void {
  const { dims } = random.pick(graph.initializer)
  const at = random.int(dims.length + 1)
  dims.splice(at, random.int(2), ...(random.chance(0.7) ? [random.pick(SIZES)] : []))
}

function changeTensorType(graph: GraphProto, random: Random): void {
  random.pick(graph.initializer).dataType = random.int(20)
}

const FLOATS = [Number.NaN, Infinity, -Infinity, 3e38, 1e-45, 1e6, -0]

/** Numbers that no trained network holds, or too few of them. */
function changeTensorData(graph: GraphProto, random: Random): void {
  const tensor = random.pick(graph.initializer)
  const data = (tensor.rawData ?? new Uint8Array(0)).slice()
  tensor.rawData = data
  if (random.chance(0.3)) {
    tensor.rawData = data.slice(0, random.int(data.length + 1))
  } else if (data.length >= 4) {
    const at = random.int(data.length - 3)
    new DataView(data.buffer).setFloat32(at - (at % 4), random.pick(FLOATS), true)
  }
}

function changeAttribute(graph: GraphProto, random: Random): void {
  const attributes = graph.node.flatMap((node) => node.attribute)
  const attribute = random.pick(attributes)
  if (attribute.i !== undefined) attribute.i = random.pick(SIZES)
  if (attribute.ints) attribute.ints[random.int(attribute.ints.length)] = random.pick(SIZES)
  if (attribute.s) attribute.s = new TextEncoder().encode(random.pick(['reverse', 'forward', '']))
  if (random.chance(0.1)) attribute.name = random.pick(['clip', 'axis', 'axes', 'layout'])
}

function changeOperator(graph: GraphProto, random: Random): void {
  const node = random.pick(graph.node)
  node.opType = random.pick(OPERATORS)
  if (random.chance(0.2)) node.domain = random.pick(['com.microsoft', 'ai.onnx', 'x'])
}

function rewireInput(graph: GraphProto, random: Random): void {
  const node = random.pick(graph.node)
  node.input[random.int(node.input.length + 1)] = random.pick(namesOf(graph))
}

function namesOf(graph: GraphProto): string[] {
  return [
    '',
    'nowhere',
    ...graph.input.map(({ name }) => name),
    ...graph.initializer.map(({ name }) => name),
    ...graph.node.flatMap(({ output }) => output),
  ]
}

function dropOrRepeatNode(graph: GraphProto, random: Random): void {
  const at = random.int(graph.node.length)
  if (random.chance(0.5)) graph.node.splice(at, 1)
  else graph.node.push(...Array<NodeProto>(1 + random.int(50)).fill(graph.node[at]))
}

function swapNodes(graph: GraphProto, random: Random): void {
  const [i, j] = [random.int(graph.node.length), random.int(graph.node.length)]
  ;[graph.node[i], graph.node[j]] = [graph.node[j], graph.node[i]]
}
