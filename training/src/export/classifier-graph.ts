import {
  encodeModelProto,
  floatTensor,
  GraphBuilder,
  type ValueInfoProto,
} from '@edgeink/engine/onnx'
import type { TrainConfig } from '../config/config.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import { INPUT_NAMES } from './to-graph.ts'

/** As the engine's own files: see `encodeRecurrentClassifier`. */
const OPSET = 17
const IR_VERSION = 8
const FLOAT = 1

/** Adds what is between the normalised input `[batch, steps, features]` and the state; answers the state's name. */
export type AddBody = (graph: GraphBuilder, input: string) => string

export interface GraphHead {
  /** `[labels, state]` */
  readonly weight: Float32Array
  readonly bias: Float32Array
}

/**
 * A classifier outside the engine's family as an ONNX file with the same input, outputs and metadata as the engine's
 * own. onnxruntime runs it.
 */
export function encodeClassifierGraph(
  config: TrainConfig,
  addBody: AddBody,
  head: GraphHead,
): Uint8Array {
  const graph = new GraphBuilder()
  const input = INPUT_NAMES[config.view]
  const { steps, features, mean, std } = VIEW_SHAPES[config.view]
  const scalar = (name: string, value: number) =>
    graph.constant(floatTensor(name, [], Float32Array.of(value)))
  const centred = graph.node('Sub', 'centred', [input, scalar('mean', mean)])
  const state = addBody(graph, graph.node('Div', 'normalised', [centred, scalar('std', std)]))
  addLinear(graph, 'logits', state, head)
  graph.node('Softmax', 'probabilities', ['logits'], { axis: -1 })
  const outputs = ['probabilities', 'logits']
  return encodeModelProto({
    irVersion: IR_VERSION,
    producerName: 'edgeink',
    opsetImport: [{ domain: '', version: OPSET }],
    metadataProps: [{ key: 'labels', value: JSON.stringify(config.labels) }],
    graph: {
      name: `${config.architecture}-classifier`,
      node: graph.nodes,
      initializer: graph.initializers,
      input: [floatValue(input, ['batch', steps, features])],
      output: outputs.map((name) => floatValue(name, ['batch', config.labels.length])),
    },
  })
}

/** `weight · x + bias`; answers its name. */
export function addLinear(
  graph: GraphBuilder,
  name: string,
  x: string,
  { weight, bias }: GraphHead,
): string {
  const shape = [bias.length, weight.length / bias.length]
  const weights = graph.constant(floatTensor(`${name}.weight`, shape, weight))
  const biases = graph.constant(floatTensor(`${name}.bias`, [bias.length], bias))
  return graph.node('Gemm', name, [x, weights, biases], { transB: 1 })
}

/** Our parameter of a linear map, `[inputs + 1, outputs]` with the bias as its last row, as ONNX wants it. */
export function toGraphHead(parameter: Float32Array, outputs: number): GraphHead {
  const inputs = parameter.length / outputs - 1
  const weight = new Float32Array(outputs * inputs)
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) weight[o * inputs + i] = parameter[i * outputs + o]
  }
  return { weight, bias: parameter.slice(inputs * outputs) }
}

function floatValue(name: string, shape: (number | string)[]): ValueInfoProto {
  return { name, elemType: FLOAT, shape }
}
