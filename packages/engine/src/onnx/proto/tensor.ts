import type { TensorProto } from './types.ts'
import { damaged } from './wire.ts'

/** Integer constants are shapes, axes and indices. */
const MAX_INTS = 64

/** The bytes of a tensor whose numbers take `size` bytes each, as a view of the file: not aligned. */
export function bytesOf(tensor: TensorProto, size: number): Uint8Array {
  const bytes = tensor.rawData ?? tensor.floatData ?? new Uint8Array(0)
  checkCount(tensor, bytes.length / size)
  return bytes
}

/** The values of a short int64 tensor. */
export function intsOf(tensor: TensorProto): number[] {
  const { rawData, int64Data = [] } = tensor
  const values = rawData
    ? Array.from({ length: Math.min(rawData.length / 8, MAX_INTS) }, (_, i) => {
        return Number(new DataView(rawData.buffer, rawData.byteOffset + i * 8).getBigInt64(0, true))
      })
    : int64Data
  checkCount(tensor, values.length)
  return values
}

function checkCount({ name, dims }: TensorProto, count: number): void {
  if (dims.some((dim) => dim < 0) || dims.reduce((product, dim) => product * dim, 1) !== count) {
    throw damaged(`tensor ${name} [${dims}] holds ${count} numbers`)
  }
}
