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
  const count = rawData ? rawData.length / 8 : int64Data.length
  checkCount(tensor, count)
  if (count > MAX_INTS) throw damaged(`tensor ${tensor.name} is a list of ${count} integers`)
  return rawData ? Array.from(new BigInt64Array(new Uint8Array(rawData).buffer), Number) : int64Data
}

function checkCount({ name, dims }: TensorProto, count: number): void {
  if (dims.some((dim) => dim < 0) || dims.reduce((product, dim) => product * dim, 1) !== count) {
    throw damaged(`tensor ${name} [${dims}] holds ${count} numbers`)
  }
}
