/**
 * ONNX's protobuf messages as tables, from onnx/onnx.proto: field number to name, type and how often it occurs. Decoder and encoder
 * both follow them; a field that is not here is skipped.
 */
export type Schema = Readonly<Record<number, Field>>

export type Field = readonly [name: string, type: FieldType, occurrence?: 'optional' | 'list']

export type FieldType = 'string' | 'int' | 'float' | 'bytes' | Schema

const TENSOR: Schema = {
  1: ['dims', 'int', 'list'],
  2: ['dataType', 'int'],
  4: ['floatData', 'bytes', 'optional'],
  7: ['int64Data', 'int', 'list'],
  8: ['name', 'string'],
  9: ['rawData', 'bytes', 'optional'],
  14: ['dataLocation', 'int', 'optional'],
}

const ATTRIBUTE: Schema = {
  1: ['name', 'string'],
  2: ['f', 'float', 'optional'],
  3: ['i', 'int', 'optional'],
  4: ['s', 'bytes', 'optional'],
  5: ['t', TENSOR, 'optional'],
  7: ['floats', 'float', 'list'],
  8: ['ints', 'int', 'list'],
  9: ['strings', 'bytes', 'list'],
  20: ['type', 'int'],
}

const NODE: Schema = {
  1: ['input', 'string', 'list'],
  2: ['output', 'string', 'list'],
  3: ['name', 'string'],
  4: ['opType', 'string'],
  5: ['attribute', ATTRIBUTE, 'list'],
  7: ['domain', 'string'],
}

const DIMENSION: Schema = { 1: ['value', 'int', 'optional'], 2: ['param', 'string'] }
const SHAPE: Schema = { 1: ['dim', DIMENSION, 'list'] }
const TENSOR_TYPE: Schema = { 1: ['elemType', 'int'], 2: ['shape', SHAPE, 'optional'] }
const TYPE: Schema = { 1: ['tensorType', TENSOR_TYPE, 'optional'] }
const VALUE_INFO: Schema = { 1: ['name', 'string'], 2: ['type', TYPE, 'optional'] }

const GRAPH: Schema = {
  1: ['node', NODE, 'list'],
  2: ['name', 'string'],
  5: ['initializer', TENSOR, 'list'],
  11: ['input', VALUE_INFO, 'list'],
  12: ['output', VALUE_INFO, 'list'],
}

export const MODEL: Schema = {
  1: ['irVersion', 'int'],
  2: ['producerName', 'string'],
  7: ['graph', GRAPH, 'optional'],
  8: ['opsetImport', { 1: ['domain', 'string'], 2: ['version', 'int'] }, 'list'],
  14: ['metadataProps', { 1: ['key', 'string'], 2: ['value', 'string'] }, 'list'],
}

/** `AttributeProto.AttributeType` */
export const ATTRIBUTE_TYPE = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  floats: 6,
  ints: 7,
  strings: 8,
} as const

/** `TensorProto.DataType` */
export const DATA_TYPE = { float: 1, uint8: 2, int8: 3, int64: 7 } as const
