import { bytesOf } from '../proto/tensor.ts'
import type { TensorProto } from '../proto/types.ts'

/** Whether a float32 tensor holds nothing but zeros. */
export function isZero(tensor: TensorProto): boolean {
  return bytesOf(tensor, 4).every((byte) => byte === 0)
}
