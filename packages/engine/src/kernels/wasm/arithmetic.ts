import { HIDDEN_OFFSET_I7, HIDDEN_RANGE_I7, HIDDEN_RANGE_I16, INPUT_RANGE } from './constants.ts'

const INT32_MAX = 2 ** 31 - 1
const INT16_MAX = 2 ** 15 - 1
const INT8_MAX = 2 ** 7 - 1

/** A hidden state may exceed 1 by the error of the rational tanh. */
const STATE_MARGIN = 1.01

/** Kernels of this folder. */
export type WasmKernelName = 'wasm-simd' | 'wasm-relaxed'

/** How a kernel represents hidden states and the weights they meet. */
export interface Arithmetic {
  readonly kernel: WasmKernelName
  /** States that share 32 bits. */
  readonly group: 2 | 4
  /** Largest weight as a whole number, and what the magnitudes of a row's may add up to. */
  readonly largest: number
  readonly total: number
  /** A state of 1 as a whole number, and the whole number of a state of 0. */
  readonly range: number
  readonly offset: number
}

export const ARITHMETIC: Record<WasmKernelName, Arithmetic> = {
  'wasm-simd': {
    kernel: 'wasm-simd',
    group: 2,
    largest: INT16_MAX,
    total: INT32_MAX / (HIDDEN_RANGE_I16 * STATE_MARGIN),
    range: HIDDEN_RANGE_I16,
    offset: 0,
  },
  'wasm-relaxed': {
    kernel: 'wasm-relaxed',
    group: 4,
    largest: INT8_MAX,
    total: INT32_MAX / 127,
    range: HIDDEN_RANGE_I7,
    offset: HIDDEN_OFFSET_I7,
  },
}

/** Weights of the input: int16 in both kernels, times inputs up to `INPUT_RANGE`. */
export const INPUT_ARITHMETIC = {
  group: 2,
  largest: INT16_MAX,
  total: INT32_MAX / INPUT_RANGE,
} as const

/** Bytes of the quantized states of a direction. */
export function hiddenBytes(hiddenSize: number, { group }: Arithmetic): number {
  return (hiddenSize * 4) / group
}
