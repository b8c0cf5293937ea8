import { ModelFormatError, UnsupportedModelError } from '../errors.ts'
import { decodeModelProto } from '../onnx/proto/decode.ts'
import type { GraphProto, ValueInfoProto } from '../onnx/proto/types.ts'
import { readLabels } from '../onnx/read/labels.ts'

/** What the classifier must know of a file and onnxruntime-web does not tell. */
export interface ModelDescription {
  readonly labels: readonly string[]
  readonly inputName: string
  /** Dimensions of one input, without the batch. */
  readonly inputDims: readonly number[]
  readonly steps: number
  readonly features: number
  /** Names of the outputs; at least one of the two is there. */
  readonly logits: string | undefined
  readonly probabilities: string | undefined
}

/**
 * Reads labels, input and outputs of any classifier with one input `[batch, …]` and an output `[batch, labels]`.
 *
 * @throws {ModelFormatError} when the bytes are damaged
 * @throws {UnsupportedModelError} when the inputs or outputs are not those of a classifier
 */
export function describeModel(bytes: Uint8Array): ModelDescription {
  const model = decodeModelProto(bytes)
  const { graph } = model
  if (!graph) throw new ModelFormatError('damaged ONNX file: it has no graph; export it again')
  const input = inputOf(graph)
  const inputDims = fixedDims(input)
  const features = inputDims[inputDims.length - 1]
  const outputs = outputsOf(graph)
  return {
    labels: readLabels(model, labelCount(graph, outputs.logits ?? outputs.probabilities)),
    inputName: input.name,
    inputDims,
    steps: inputDims.reduce((product, dim) => product * dim, 1) / features,
    features,
    ...outputs,
  }
}

function inputOf(graph: GraphProto): ValueInfoProto {
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const inputs = graph.input.filter(({ name }) => !constants.has(name))
  if (inputs.length === 1) return inputs[0]
  throw notClassifier(`expected one input, got ${inputs.length}`)
}

function fixedDims({ name, shape }: ValueInfoProto): number[] {
  const dims = shape?.slice(1) ?? []
  if (dims.length === 0 || dims.some((dim) => typeof dim !== 'number' || dim < 1)) {
    throw notClassifier(`input ${name} is [${shape}], expected a batch of inputs of fixed size`)
  }
  return dims as number[]
}

/** Outputs by their names; a single one of another name is probabilities when a softmax makes it, else logits. */
function outputsOf(graph: GraphProto): Pick<ModelDescription, 'logits' | 'probabilities'> {
  const names = graph.output.map(({ name }) => name)
  const named = (name: string) => (names.includes(name) ? name : undefined)
  const outputs = { logits: named('logits'), probabilities: named('probabilities') }
  if (outputs.logits !== undefined || outputs.probabilities !== undefined) return outputs
  if (names.length !== 1) {
    throw notClassifier(`expected an output logits or probabilities, got ${names}`)
  }
  const maker = graph.node.find(({ output }) => output.includes(names[0]))
  return maker?.opType === 'Softmax'
    ? { logits: undefined, probabilities: names[0] }
    : { logits: names[0], probabilities: undefined }
}

function labelCount(graph: GraphProto, output: string | undefined): number {
  const shape = graph.output.find(({ name }) => name === output)?.shape
  const count = shape?.[1]
  if (shape?.length === 2 && typeof count === 'number' && count >= 1) return count
  throw notClassifier(`output ${output} is [${shape}], expected [batch, labels]`)
}

function notClassifier(reason: string): UnsupportedModelError {
  return new UnsupportedModelError(reason, { advice: 'export a classifier with one input' })
}
