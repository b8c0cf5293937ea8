/**
 * The part of ONNX's protobuf messages that a classifier needs, with protobuf's names in camel case.
 * Source: onnx/onnx.proto of the ONNX project.
 */
export interface ModelProto {
  irVersion: number
  producerName: string
  opsetImport: OperatorSetId[]
  metadataProps: StringEntry[]
  graph: GraphProto | undefined
}

export interface OperatorSetId {
  domain: string
  version: number
}

export interface StringEntry {
  key: string
  value: string
}

export interface GraphProto {
  name: string
  node: NodeProto[]
  initializer: TensorProto[]
  input: ValueInfoProto[]
  output: ValueInfoProto[]
}

export interface NodeProto {
  name: string
  opType: string
  domain: string
  input: string[]
  output: string[]
  attribute: AttributeProto[]
}

export interface AttributeProto {
  name: string
  type: number
  f?: number
  i?: number
  s?: Uint8Array
  t?: TensorProto
  ints?: number[]
  floats?: number[]
  strings?: Uint8Array[]
}

/** A tensor as the file holds it: `tensor.ts` turns it into numbers. */
export interface TensorProto {
  name: string
  dims: number[]
  dataType: number
  rawData?: Uint8Array
  /** Little-endian floats, as packed in the file. */
  floatData?: Uint8Array
  int64Data?: number[]
  /** 1 when the data lie in another file. */
  dataLocation?: number
}

export interface ValueInfoProto {
  name: string
  elemType: number
  /** A number is fixed, a name is dynamic; undefined without a shape. */
  shape: (number | string)[] | undefined
}
