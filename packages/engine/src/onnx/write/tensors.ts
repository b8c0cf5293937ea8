import { DATA_TYPE } from '../proto/schema.ts'
import type { TensorProto } from '../proto/types.ts'

export function floatTensor(name: string, dims: number[], values: Float32Array): TensorProto {
  return { name, dims, dataType: DATA_TYPE.float, rawData: bytesOf(values) }
}

export function int8Tensor(name: string, dims: number[], values: Int8Array): TensorProto {
  return { name, dims, dataType: DATA_TYPE.int8, rawData: bytesOf(values) }
}

export function int64Tensor(name: string, dims: number[], values: number[]): TensorProto {
  const rawData = bytesOf(BigInt64Array.from(values, BigInt))
  return { name, dims, dataType: DATA_TYPE.int64, rawData }
}

export function concatFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
