import { EngineError } from '../../errors.ts'
import { MODEL } from './schema.ts'
import type { ModelProto, ValueInfoProto } from './types.ts'
import { damaged, type Message, readMessage } from './wire.ts'

/** Fields in a file; a network of the largest supported size has about two hundred. */
const MAX_FIELDS = 200_000

/**
 * Decodes an ONNX file. Tensor data are views of `bytes`, not copies; subgraphs, functions and
 * training information are skipped.
 *
 * @throws {ModelFormatError} when the bytes are not a sound ONNX file
 */
export function decodeModelProto(bytes: Uint8Array): ModelProto {
  const model = readModel(bytes)
  const graph = model.graph as Message | undefined
  if (graph) {
    graph.input = (graph.input as WireValueInfo[]).map(flattenType)
    graph.output = (graph.output as WireValueInfo[]).map(flattenType)
  }
  return model as unknown as ModelProto
}

function readModel(bytes: Uint8Array): Message {
  try {
    return readMessage(bytes, MODEL, { fields: MAX_FIELDS })
  } catch (cause) {
    if (cause instanceof EngineError) throw cause
    // pbf's own complaints: a varint that never ends, a group, a number cut short
    throw damaged('not protobuf', { cause })
  }
}

/** A value as the file nests it. */
interface WireValueInfo {
  readonly name: string
  readonly type?: {
    readonly tensorType?: {
      readonly elemType: number
      readonly shape?: { readonly dim: readonly { value?: number; param: string }[] }
    }
  }
}

function flattenType({ name, type }: WireValueInfo): ValueInfoProto {
  const tensor = type?.tensorType
  const shape = tensor?.shape?.dim.map(({ value, param }) => value ?? param)
  return { name, elemType: tensor?.elemType ?? 0, shape }
}
