import { ModelFormatError, UnsupportedModelError } from '../errors.ts'
import { checkNetwork } from '../graph/check-network.ts'
import { LIMITS } from '../graph/limits.ts'
import type { Readout, RecurrentClassifier, RecurrentInput } from '../graph/recurrent.ts'
import { decodeModelProto } from './proto/decode.ts'
import { DATA_TYPE } from './proto/schema.ts'
import type { GraphProto, ModelProto, ValueInfoProto } from './proto/types.ts'
import { readLabels } from './read/labels.ts'
import type { LayerStack, LogitsValue, StatePart } from './read/values.ts'
import { outputValue, walkGraph } from './read/walk-graph.ts'

/**
 * Reads a recurrent classifier from an ONNX file: LSTM and GRU layers, as `encodeRecurrentClassifier` and
 * other exporters write them, with or without normalisation and softmax; int8 weights are dequantized.
 * Labels come from the metadata `labels`, else they are the numbers of the outputs.
 *
 * @throws {UnsupportedModelError} when the graph is another kind of network; names the node
 * @throws {ModelFormatError} when the bytes are damaged
 */
export function decodeRecurrentClassifier(bytes: Uint8Array): RecurrentClassifier {
  if (bytes.length > LIMITS.fileBytes) {
    throw new UnsupportedModelError(
      `the file has ${bytes.length} bytes, expected at most ${LIMITS.fileBytes}`,
    )
  }
  const model = decodeModelProto(bytes)
  const network = readNetwork(model, graphOf(model))
  checkNetwork(network)
  return network
}

function graphOf({ graph }: ModelProto): GraphProto {
  if (!graph) throw new ModelFormatError('damaged ONNX file: it has no graph; export it again')
  return graph
}

function readNetwork(model: ModelProto, graph: GraphProto): RecurrentClassifier {
  const input = inputOf(graph)
  const values = walkGraph(graph, input.name, input)
  const logits = logitsOf(graph.output.map(({ name }) => outputValue(values, name)))
  const { readout, stacks } = readReadout(logits.state.parts)
  const [{ mean, std }] = stacks
  if (stacks.some((stack) => stack.mean !== mean || stack.std !== std)) {
    throw new UnsupportedModelError('the branches normalise the input differently')
  }
  return {
    labels: readLabels(model, logits.bias.length),
    input: { ...input, mean, std },
    branches: stacks.map(({ scan, layers }) => ({ scan, layers })),
    readout,
    head: { weight: logits.weight, bias: logits.bias },
  }
}

/** The one input that is no initializer, `[batch, steps, features]`. */
function inputOf(graph: GraphProto): Omit<RecurrentInput, 'mean' | 'std'> {
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const inputs = graph.input.filter(({ name }) => !constants.has(name))
  if (inputs.length !== 1) {
    throw new UnsupportedModelError(`expected one input, got ${inputs.length}`)
  }
  const [{ name, elemType }] = inputs
  const [steps, features] = sequenceDims(inputs[0])
  if (elemType !== DATA_TYPE.float) {
    throw new UnsupportedModelError(`input ${name} has data type ${elemType}, expected float32`)
  }
  return { name, steps, features }
}

function sequenceDims({ name, shape }: ValueInfoProto): [steps: number, features: number] {
  const [, steps, features] = shape ?? []
  if (shape?.length !== 3 || !isSize(steps, LIMITS.steps) || !isSize(features, LIMITS.features)) {
    throw new UnsupportedModelError(
      `input ${name} is [${shape}], expected [batch, steps, features] with fixed steps to ${LIMITS.steps} and features to ${LIMITS.features}`,
    )
  }
  return [steps, features]
}

function isSize(dim: number | string, limit: number): dim is number {
  return typeof dim === 'number' && dim >= 1 && dim <= limit
}

/** The logits that all outputs speak of. */
function logitsOf(outputs: readonly ReturnType<typeof outputValue>[]): LogitsValue {
  const all = outputs.map((value) => (value.kind === 'probabilities' ? value.logits : value))
  const [first] = all
  if (first?.kind !== 'logits' || all.some((logits) => logits !== first)) {
    throw new UnsupportedModelError(
      'expected outputs that are the logits or probabilities of one head',
    )
  }
  return first
}

/** Which read-out the parts of the state make up, and the stack of each branch. */
function readReadout(parts: readonly StatePart[]): { readout: Readout; stacks: LayerStack[] } {
  const names = parts.map(({ name }) => name).join()
  const stacks = parts.map(({ stack }) => stack)
  if (/^final(,final)*$/.test(names)) return { readout: 'final', stacks }
  if (/^last-step(,last-step)*$/.test(names)) return { readout: 'last-step', stacks }
  const firsts = stacks.filter((_, i) => i % 2 === 0)
  const paired = firsts.every((stack, i) => stack === stacks[2 * i + 1])
  if (/^mean,max(,mean,max)*$/.test(names) && paired) return { readout: 'mean-max', stacks: firsts }
  throw new UnsupportedModelError(`the state is made of ${names}`)
}
