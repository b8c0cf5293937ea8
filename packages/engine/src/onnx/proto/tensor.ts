import { DATA_TYPE } from './fields.ts'
import type { TensorProto } from './types.ts'
import { damaged } from './wire.ts'

/** Numbers that the dimensions ask for, or undefined when they are not sound. */
export function elementCount(tensor: TensorProto): number | undefined {
  let count = 1
  for (const dim of tensor.dims) {
    if (dim < 0) return undefined
    count *= dim
  }
  return Number.isSafeInteger(count) ? count : undefined
}

/** The values of a float32 tensor, as an aligned copy. */
export function floatValues(tensor: TensorProto): Float32Array {
  return new Float32Array(copyOf(dataOf(tensor, tensor.floatData, 4)))
}

/** The values of an int8 or uint8 tensor. */
export function byteValues(tensor: TensorProto): Int8Array | Uint8Array {
  const signed = tensor.dataType === DATA_TYPE.int8
  if (tensor.rawData === undefined && tensor.int32Data) {
    checkCount(tensor, tensor.int32Data.length)
    return signed ? Int8Array.from(tensor.int32Data) : Uint8Array.from(tensor.int32Data)
  }
  const bytes = dataOf(tensor, undefined, 1)
  // The bytes of a negative number wrap around to that number.
  return signed ? new Int8Array(bytes) : bytes
}

/** The values of a short int32 or int64 tensor: a shape, an index, a list of axes. */
export function intValues(tensor: TensorProto): number[] {
  const listed =
    tensor.dataType === DATA_TYPE.int64
      ? tensor.int64Data
      : tensor.int32Data && [...tensor.int32Data]
  if (tensor.rawData === undefined && listed) {
    checkCount(tensor, listed.length)
    return listed
  }
  return tensor.dataType === DATA_TYPE.int64
    ? Array.from(new BigInt64Array(copyOf(dataOf(tensor, undefined, 8))), Number)
    : Array.from(new Int32Array(copyOf(dataOf(tensor, undefined, 4))))
}

function dataOf(tensor: TensorProto, listed: Uint8Array | undefined, size: number): Uint8Array {
  const bytes = tensor.rawData ?? listed ?? new Uint8Array(0)
  if (bytes.length % size !== 0) throw damaged(`tensor ${tensor.name} ends inside a number`)
  checkCount(tensor, bytes.length / size)
  return bytes
}

/** The bytes in a buffer of their own: data in a file are not aligned. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function checkCount(tensor: TensorProto, count: number): void {
  const expected = elementCount(tensor)
  if (count !== expected) {
    throw damaged(
      `tensor ${tensor.name} of shape [${tensor.dims}] holds ${count} numbers, expected ${expected}`,
    )
  }
}
