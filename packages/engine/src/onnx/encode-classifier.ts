import { InputError } from '../errors.ts'
import { checkNetwork } from '../graph/check-network.ts'
import type { Readout, RecurrentBranch, RecurrentClassifier } from '../graph/recurrent.ts'
import { branchSteps, stateSize } from '../graph/sizes.ts'
import { encodeModelProto } from './proto/encode.ts'
import { DATA_TYPE } from './proto/schema.ts'
import type { ValueInfoProto } from './proto/types.ts'
import { GraphBuilder } from './write/graph-builder.ts'
import { addRecurrentNode } from './write/recurrent-node.ts'
import { floatTensor, int64Tensor } from './write/tensors.ts'

/** Opset 17 is the last whose reductions take their axes as attributes, as older readers expect. */
const OPSET = 17
const IR_VERSION = 8

export interface EncodeOptions {
  /** `int8` writes LSTM weights as `com.microsoft.DynamicQuantizeLSTM`: a quarter of the size. Default `none`. */
  readonly quantize?: 'none' | 'int8'
}

/**
 * Writes a network as an ONNX file: input `network.input.name` `[batch, steps, features]`, not yet normalised;
 * outputs `probabilities` and `logits`, both `[batch, labels]`; metadata `labels`, a JSON list.
 *
 * @throws {UnsupportedModelError} when a size is outside the kernels' limits
 * @throws {ModelFormatError} when the matrices do not fit together
 * @throws {InputError} when int8 is asked for a GRU, which ONNX has no quantized operator for
 */
export function encodeRecurrentClassifier(
  network: RecurrentClassifier,
  options: EncodeOptions = {},
): Uint8Array {
  const quantize = options.quantize ?? 'none'
  checkNetwork(network)
  if (quantize === 'int8' && hasGru(network)) {
    throw new InputError('int8 needs LSTM layers: ONNX has no quantized GRU; use quantize: none')
  }
  const graph = new GraphBuilder()
  const normalised = addNormalisation(graph, network)
  const states = network.branches.map((branch, i) =>
    addBranch(graph, network, { branch, name: `branch${i}`, input: normalised, quantize }),
  )
  const state = states.length === 1 ? states[0] : graph.node('Concat', 'state', states, { axis: 1 })
  addHead(graph, network, state)
  return encodeModelProto({
    irVersion: IR_VERSION,
    producerName: 'edgeink',
    opsetImport: [
      { domain: '', version: OPSET },
      ...(quantize === 'int8' ? [{ domain: 'com.microsoft', version: 1 }] : []),
    ],
    metadataProps: [{ key: 'labels', value: JSON.stringify(network.labels) }],
    graph: {
      name: 'recurrent-classifier',
      node: graph.nodes,
      initializer: graph.initializers,
      input: [
        floatValue(network.input.name, ['batch', network.input.steps, network.input.features]),
      ],
      output: [
        floatValue('probabilities', ['batch', network.labels.length]),
        floatValue('logits', ['batch', network.labels.length]),
      ],
    },
  })
}

function hasGru({ branches }: RecurrentClassifier): boolean {
  return branches.some(({ layers }) => layers.some(({ cell }) => cell === 'gru'))
}

function addNormalisation(graph: GraphBuilder, { input }: RecurrentClassifier): string {
  const mean = graph.constant(floatTensor('mean', [], Float32Array.of(input.mean)))
  const std = graph.constant(floatTensor('std', [], Float32Array.of(input.std)))
  const centred = graph.node('Sub', 'centred', [input.name, mean])
  return graph.node('Div', 'normalised', [centred, std])
}

interface BranchSpec {
  readonly branch: RecurrentBranch
  readonly name: string
  readonly input: string
  readonly quantize: 'none' | 'int8'
}

/** The layers of a branch and its read-out; answers the name of its state `[batch, readoutSize]`. */
function addBranch(graph: GraphBuilder, network: RecurrentClassifier, spec: BranchSpec): string {
  const { branch, name, input, quantize } = spec
  // Recurrent nodes want time first: [batch, steps, features] becomes [time, batch, numbers of a step].
  const perm = branch.scan === 'rows' ? [1, 0, 2] : [2, 0, 1]
  let value = graph.node('Transpose', `${name}.time-first`, [input], { perm })
  branch.layers.forEach((layer, i) => {
    const layerName = `${name}.layer${i}`
    const last = i === branch.layers.length - 1
    if (last && network.readout === 'final') {
      const final = `${layerName}.final`
      addRecurrentNode(graph, layer, {
        name: layerName,
        input: value,
        outputs: { final },
        quantize,
      })
      value = final
    } else {
      const sequence = `${layerName}.sequence`
      const outputs = { sequence }
      addRecurrentNode(graph, layer, { name: layerName, input: value, outputs, quantize })
      value = joinDirections(graph, layerName, sequence)
    }
  })
  return addReadout(graph, network.readout, {
    name,
    value,
    steps: branchSteps(network.input, branch),
  })
}

/** `[time, directions, batch, hidden]` to `[time, batch, directions · hidden]` */
function joinDirections(graph: GraphBuilder, name: string, sequence: string): string {
  const perm = [0, 2, 1, 3]
  const batchFirst = graph.node('Transpose', `${name}.batch-first`, [sequence], { perm })
  const shape = graph.constant(int64Tensor('join-directions', [3], [0, 0, -1]))
  return graph.node('Reshape', `${name}.joined`, [batchFirst, shape])
}

function addReadout(
  graph: GraphBuilder,
  readout: Readout,
  { name, value, steps }: { name: string; value: string; steps: number },
): string {
  if (readout === 'final') {
    const perm = [1, 0, 2]
    const batchFirst = graph.node('Transpose', `${name}.batch-first`, [value], { perm })
    const shape = graph.constant(int64Tensor('join-final', [2], [0, -1]))
    return graph.node('Reshape', `${name}.state`, [batchFirst, shape])
  }
  if (readout === 'last-step') {
    const index = graph.constant(int64Tensor(`${name}.last`, [], [steps - 1]))
    return graph.node('Gather', `${name}.state`, [value, index], { axis: 0 })
  }
  const overTime = { axes: [0], keepdims: 0 }
  const mean = graph.node('ReduceMean', `${name}.mean`, [value], overTime)
  const max = graph.node('ReduceMax', `${name}.max`, [value], overTime)
  return graph.node('Concat', `${name}.state`, [mean, max], { axis: 1 })
}

function addHead(graph: GraphBuilder, network: RecurrentClassifier, state: string): void {
  const { labels, head } = network
  const weightShape = [labels.length, stateSize(network)]
  const weight = graph.constant(floatTensor('head.weight', weightShape, head.weight))
  const bias = graph.constant(floatTensor('head.bias', [labels.length], head.bias))
  const logits = graph.node('Gemm', 'logits', [state, weight, bias], { transB: 1 })
  graph.node('Softmax', 'probabilities', [logits], { axis: -1 })
}

function floatValue(name: string, shape: (number | string)[]): ValueInfoProto {
  return { name, elemType: DATA_TYPE.float, shape }
}
