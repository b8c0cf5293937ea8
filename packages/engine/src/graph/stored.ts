import type { RecurrentClassifier } from './recurrent.ts'

/** A matrix or vector as it lies in a file: little-endian, not aligned. */
export interface StoredMatrix {
  /** Row-major float32, or, when `quantized`, the columns of a matrix one after the other, a byte a number. */
  readonly data: Uint8Array
  /** A byte `q` means `(q − zero) · scale`. */
  readonly quantized?: Quantization
}

export interface Quantization {
  /** Whether the bytes, zero points included, are int8 rather than uint8. */
  readonly signed: boolean
  /** A float32 and a byte for each row, or one of each for all. */
  readonly scales: Uint8Array
  readonly zeros: Uint8Array
}

/** A network whose weights nobody has copied yet: the kernels pack them straight from the file. */
export type StoredClassifier = RecurrentClassifier<StoredMatrix>

/** Numbers in the form in which they lie in a file. */
export function storeFloats(floats: Float32Array): StoredMatrix {
  return { data: new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength) }
}
