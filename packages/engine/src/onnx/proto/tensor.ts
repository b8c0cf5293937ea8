import { DATA_TYPE } from './schema.ts'
import type { TensorProto } from './types.ts'
import { damaged } from './wire.ts'

/** Numbers that the dimensions ask for; NaN when they are not sound. */
export function elementCount({ dims }: TensorProto): number {
  const count = dims.reduce((product, dim) => (dim < 0 ? Number.NaN : product * dim), 1)
  return Number.isSafeInteger(count) ? count : Number.NaN
}

/** The values of a float32 tensor, as an aligned copy. */
export function floatValues(tensor: TensorProto): Float32Array {
  return new Float32Array(copyOf(dataOf(tensor, 4)))
}

/** The values of an int8 or uint8 tensor. */
export function byteValues(tensor: TensorProto): Int8Array | Uint8Array {
  const bytes = dataOf(tensor, 1)
  // The bytes of a negative number wrap around to that number.
  return tensor.dataType === DATA_TYPE.int8 ? new Int8Array(bytes) : bytes
}

/** The values of a short int64 tensor: a shape, an index, a list of axes. */
export function intValues(tensor: TensorProto): number[] {
  if (tensor.rawData) return Array.from(new BigInt64Array(copyOf(dataOf(tensor, 8))), Number)
  const values = tensor.int64Data ?? []
  checkCount(tensor, values.length)
  return values
}

function dataOf(tensor: TensorProto, size: number): Uint8Array {
  const bytes = tensor.rawData ?? tensor.floatData ?? new Uint8Array(0)
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
    throw damaged(`tensor ${tensor.name} [${tensor.dims}] holds ${count} numbers`)
  }
}
