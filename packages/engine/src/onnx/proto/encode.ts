import { PbfWriter } from 'pbf'
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

/** Encodes an ONNX file. Tensors are written as `raw_data`. */
export function encodeModelProto(model: ModelProto): Uint8Array {
  const wire = new PbfWriter()
  writeModel(model, wire)
  return wire.finish()
}

function writeModel(model: ModelProto, wire: PbfWriter): void {
  wire.writeVarintField(MODEL.irVersion, model.irVersion)
  wire.writeStringField(MODEL.producerName, model.producerName)
  if (model.graph) wire.writeMessage(MODEL.graph, writeGraph, model.graph)
  for (const opset of model.opsetImport) {
    wire.writeMessage(MODEL.opsetImport, writeOperatorSetId, opset)
  }
  for (const entry of model.metadataProps) {
    wire.writeMessage(MODEL.metadataProps, writeStringEntry, entry)
  }
}

function writeOperatorSetId(opset: OperatorSetId, wire: PbfWriter): void {
  if (opset.domain !== '') wire.writeStringField(OPERATOR_SET_ID.domain, opset.domain)
  wire.writeVarintField(OPERATOR_SET_ID.version, opset.version)
}

function writeStringEntry(entry: StringEntry, wire: PbfWriter): void {
  wire.writeStringField(STRING_ENTRY.key, entry.key)
  wire.writeStringField(STRING_ENTRY.value, entry.value)
}

function writeGraph(graph: GraphProto, wire: PbfWriter): void {
  for (const node of graph.node) wire.writeMessage(GRAPH.node, writeNode, node)
  wire.writeStringField(GRAPH.name, graph.name)
  for (const tensor of graph.initializer) wire.writeMessage(GRAPH.initializer, writeTensor, tensor)
  for (const value of graph.input) wire.writeMessage(GRAPH.input, writeValueInfo, value)
  for (const value of graph.output) wire.writeMessage(GRAPH.output, writeValueInfo, value)
}

function writeNode(node: NodeProto, wire: PbfWriter): void {
  for (const name of node.input) wire.writeStringField(NODE.input, name)
  for (const name of node.output) wire.writeStringField(NODE.output, name)
  wire.writeStringField(NODE.name, node.name)
  wire.writeStringField(NODE.opType, node.opType)
  for (const attribute of node.attribute) {
    wire.writeMessage(NODE.attribute, writeAttribute, attribute)
  }
  if (node.domain !== '') wire.writeStringField(NODE.domain, node.domain)
}

function writeAttribute(attribute: AttributeProto, wire: PbfWriter): void {
  wire.writeStringField(ATTRIBUTE.name, attribute.name)
  if (attribute.f !== undefined) wire.writeFloatField(ATTRIBUTE.f, attribute.f)
  if (attribute.i !== undefined) wire.writeVarintField(ATTRIBUTE.i, attribute.i)
  if (attribute.s !== undefined) wire.writeBytesField(ATTRIBUTE.s, attribute.s)
  if (attribute.t !== undefined) wire.writeMessage(ATTRIBUTE.t, writeTensor, attribute.t)
  for (const value of attribute.floats ?? []) wire.writeFloatField(ATTRIBUTE.floats, value)
  for (const value of attribute.ints ?? []) wire.writeVarintField(ATTRIBUTE.ints, value)
  for (const value of attribute.strings ?? []) wire.writeBytesField(ATTRIBUTE.strings, value)
  wire.writeVarintField(ATTRIBUTE.type, attribute.type)
}

function writeTensor(tensor: TensorProto, wire: PbfWriter): void {
  for (const dim of tensor.dims) wire.writeVarintField(TENSOR.dims, dim)
  wire.writeVarintField(TENSOR.dataType, tensor.dataType)
  wire.writeStringField(TENSOR.name, tensor.name)
  wire.writeBytesField(TENSOR.rawData, tensor.rawData ?? new Uint8Array(0))
}

function writeValueInfo(value: ValueInfoProto, wire: PbfWriter): void {
  wire.writeStringField(VALUE_INFO.name, value.name)
  wire.writeMessage(VALUE_INFO.type, writeType, value)
}

function writeType(value: ValueInfoProto, wire: PbfWriter): void {
  wire.writeMessage(TYPE.tensorType, writeTensorType, value)
}

function writeTensorType(value: ValueInfoProto, wire: PbfWriter): void {
  wire.writeVarintField(TENSOR_TYPE.elemType, value.elemType)
  if (value.shape) wire.writeMessage(TENSOR_TYPE.shape, writeShape, value.shape)
}

function writeShape(shape: (number | string)[], wire: PbfWriter): void {
  for (const dim of shape) wire.writeMessage(SHAPE.dim, writeDimension, dim)
}

function writeDimension(dim: number | string, wire: PbfWriter): void {
  if (typeof dim === 'number') wire.writeVarintField(DIMENSION.value, dim)
  else wire.writeStringField(DIMENSION.param, dim)
}
