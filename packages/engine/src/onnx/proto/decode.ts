import { EngineError, ModelFormatError } from '../../errors.ts'
import {
  ATTRIBUTE,
  DIMENSION,
  GRAPH,
  MODEL,
  NODE,
  OPERATOR_SET_ID,
  SHAPE,
  STRING_ENTRY,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE_INFO,
} from './fields.ts'
import type {
  AttributeProto,
  GraphProto,
  ModelProto,
  NodeProto,
  OperatorSetId,
  StringEntry,
  TensorProto,
  ValueInfoProto,
} from './types.ts'
import {
  type Budget,
  type FieldReaders,
  readBytes,
  readFloat,
  readFloats,
  readInt,
  readInts,
  readMessage,
  readPackedInt32,
  readString,
} from './wire.ts'

/** Fields in a file; a network of the largest supported size has about two hundred. */
const MAX_FIELDS = 200_000
/** Numbers in the lists of an attribute or a shape. */
const MAX_LIST = 1024
const MAX_DIMS = 16
const EXTERNAL = 1

/**
 * Decodes an ONNX file. Tensor data are views of `bytes`, not copies; subgraphs, functions and
 * training information are skipped.
 *
 * @throws {ModelFormatError} when the bytes are not a sound ONNX file
 */
export function decodeModelProto(bytes: Uint8Array): ModelProto {
  const budget: Budget = { fields: MAX_FIELDS }
  try {
    return readMessage(bytes, emptyModel(), MODEL_READERS, budget)
  } catch (cause) {
    if (cause instanceof EngineError) throw cause
    // pbf's own complaints: a varint that never ends, a group, a number cut short
    throw new ModelFormatError('damaged ONNX file: not protobuf; fetch or export it again', {
      cause,
    })
  }
}

function emptyModel(): ModelProto {
  return {
    irVersion: 0,
    producerName: '',
    opsetImport: [],
    metadataProps: [],
    graph: undefined,
  }
}

const DIMENSION_READERS: FieldReaders<{ dim: number | string }> = {
  [DIMENSION.value]: (wire, target) => {
    target.dim = readInt(wire)
  },
  [DIMENSION.param]: (wire, target) => {
    target.dim = readString(wire)
  },
}

const SHAPE_READERS: FieldReaders<(number | string)[]> = {
  [SHAPE.dim]: (wire, shape, budget) => {
    shape.push(readMessage(readBytes(wire), { dim: '' }, DIMENSION_READERS, budget).dim)
  },
}

const TENSOR_TYPE_READERS: FieldReaders<ValueInfoProto> = {
  [TENSOR_TYPE.elemType]: (wire, value) => {
    value.elemType = readInt(wire)
  },
  [TENSOR_TYPE.shape]: (wire, value, budget) => {
    value.shape = readMessage(readBytes(wire), [], SHAPE_READERS, budget)
  },
}

const TYPE_READERS: FieldReaders<ValueInfoProto> = {
  [TYPE.tensorType]: (wire, value, budget) => {
    readMessage(readBytes(wire), value, TENSOR_TYPE_READERS, budget)
  },
}

const VALUE_INFO_READERS: FieldReaders<ValueInfoProto> = {
  [VALUE_INFO.name]: (wire, value) => {
    value.name = readString(wire)
  },
  [VALUE_INFO.type]: (wire, value, budget) => {
    readMessage(readBytes(wire), value, TYPE_READERS, budget)
  },
}

const TENSOR_READERS: FieldReaders<TensorProto> = {
  [TENSOR.dims]: (wire, tensor) => readInts(wire, tensor.dims, MAX_DIMS),
  [TENSOR.dataType]: (wire, tensor) => {
    tensor.dataType = readInt(wire)
  },
  [TENSOR.floatData]: (wire, tensor) => {
    tensor.floatData = readBytes(wire)
  },
  [TENSOR.int32Data]: (wire, tensor) => {
    tensor.int32Data = readPackedInt32(wire)
  },
  [TENSOR.int64Data]: (wire, tensor) => {
    tensor.int64Data ??= []
    readInts(wire, tensor.int64Data, MAX_LIST)
  },
  [TENSOR.name]: (wire, tensor) => {
    tensor.name = readString(wire)
  },
  [TENSOR.rawData]: (wire, tensor) => {
    tensor.rawData = readBytes(wire)
  },
  [TENSOR.dataLocation]: (wire, tensor) => {
    tensor.external = readInt(wire) === EXTERNAL
  },
}

function readTensor(bytes: Uint8Array, budget: Budget): TensorProto {
  return readMessage(bytes, { name: '', dims: [], dataType: 0 }, TENSOR_READERS, budget)
}

const ATTRIBUTE_READERS: FieldReaders<AttributeProto> = {
  [ATTRIBUTE.name]: (wire, attribute) => {
    attribute.name = readString(wire)
  },
  [ATTRIBUTE.type]: (wire, attribute) => {
    attribute.type = readInt(wire)
  },
  [ATTRIBUTE.f]: (wire, attribute) => {
    attribute.f = readFloat(wire)
  },
  [ATTRIBUTE.i]: (wire, attribute) => {
    attribute.i = readInt(wire)
  },
  [ATTRIBUTE.s]: (wire, attribute) => {
    attribute.s = readBytes(wire)
  },
  [ATTRIBUTE.t]: (wire, attribute, budget) => {
    attribute.t = readTensor(readBytes(wire), budget)
  },
  [ATTRIBUTE.floats]: (wire, attribute) => {
    attribute.floats ??= []
    readFloats(wire, attribute.floats, MAX_LIST)
  },
  [ATTRIBUTE.ints]: (wire, attribute) => {
    attribute.ints ??= []
    readInts(wire, attribute.ints, MAX_LIST)
  },
  [ATTRIBUTE.strings]: (wire, attribute) => {
    attribute.strings ??= []
    attribute.strings.push(readBytes(wire))
  },
}

const NODE_READERS: FieldReaders<NodeProto> = {
  [NODE.input]: (wire, node) => {
    node.input.push(readString(wire))
  },
  [NODE.output]: (wire, node) => {
    node.output.push(readString(wire))
  },
  [NODE.name]: (wire, node) => {
    node.name = readString(wire)
  },
  [NODE.opType]: (wire, node) => {
    node.opType = readString(wire)
  },
  [NODE.domain]: (wire, node) => {
    node.domain = readString(wire)
  },
  [NODE.attribute]: (wire, node, budget) => {
    node.attribute.push(
      readMessage(readBytes(wire), { name: '', type: 0 }, ATTRIBUTE_READERS, budget),
    )
  },
}

const GRAPH_READERS: FieldReaders<GraphProto> = {
  [GRAPH.name]: (wire, graph) => {
    graph.name = readString(wire)
  },
  [GRAPH.node]: (wire, graph, budget) => {
    graph.node.push(readMessage(readBytes(wire), emptyNode(), NODE_READERS, budget))
  },
  [GRAPH.initializer]: (wire, graph, budget) => {
    graph.initializer.push(readTensor(readBytes(wire), budget))
  },
  [GRAPH.input]: (wire, graph, budget) => {
    graph.input.push(readMessage(readBytes(wire), emptyValueInfo(), VALUE_INFO_READERS, budget))
  },
  [GRAPH.output]: (wire, graph, budget) => {
    graph.output.push(readMessage(readBytes(wire), emptyValueInfo(), VALUE_INFO_READERS, budget))
  },
}

const OPERATOR_SET_ID_READERS: FieldReaders<OperatorSetId> = {
  [OPERATOR_SET_ID.domain]: (wire, opset) => {
    opset.domain = readString(wire)
  },
  [OPERATOR_SET_ID.version]: (wire, opset) => {
    opset.version = readInt(wire)
  },
}

const STRING_ENTRY_READERS: FieldReaders<StringEntry> = {
  [STRING_ENTRY.key]: (wire, entry) => {
    entry.key = readString(wire)
  },
  [STRING_ENTRY.value]: (wire, entry) => {
    entry.value = readString(wire)
  },
}

const MODEL_READERS: FieldReaders<ModelProto> = {
  [MODEL.irVersion]: (wire, model) => {
    model.irVersion = readInt(wire)
  },
  [MODEL.producerName]: (wire, model) => {
    model.producerName = readString(wire)
  },
  [MODEL.opsetImport]: (wire, model, budget) => {
    model.opsetImport.push(
      readMessage(readBytes(wire), { domain: '', version: 0 }, OPERATOR_SET_ID_READERS, budget),
    )
  },
  [MODEL.metadataProps]: (wire, model, budget) => {
    model.metadataProps.push(
      readMessage(readBytes(wire), { key: '', value: '' }, STRING_ENTRY_READERS, budget),
    )
  },
  [MODEL.graph]: (wire, model, budget) => {
    model.graph = readMessage(readBytes(wire), emptyGraph(), GRAPH_READERS, budget)
  },
}

function emptyGraph(): GraphProto {
  return { name: '', node: [], initializer: [], input: [], output: [] }
}

function emptyNode(): NodeProto {
  return { name: '', opType: '', domain: '', input: [], output: [], attribute: [] }
}

function emptyValueInfo(): ValueInfoProto {
  return { name: '', elemType: 0, shape: undefined }
}
