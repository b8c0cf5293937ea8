import {
  CHAIN_UNITS,
  HIDDEN_OFFSET_I7,
  HIDDEN_RANGE_I7,
  HIDDEN_RANGE_I16,
  LANES,
} from './constants.ts'

/** Kernels of this folder. */
export type WasmKernelName = 'wasm-simd' | 'wasm-relaxed'

/** How a kernel represents hidden states and the weights they meet. */
export interface Arithmetic {
  readonly kernel: WasmKernelName
  /** States that share 32 bits. */
  readonly group: 2 | 4
  /** A state of 1 as a whole number, and the whole number of a state of 0. */
  readonly range: number
  readonly offset: number
  /** Hidden units are padded to a multiple of this many. */
  readonly multiple: number
}

export const ARITHMETIC: Record<WasmKernelName, Arithmetic> = {
  'wasm-simd': {
    kernel: 'wasm-simd',
    group: 2,
    range: HIDDEN_RANGE_I16,
    offset: 0,
    multiple: LANES,
  },
  'wasm-relaxed': {
    kernel: 'wasm-relaxed',
    group: 4,
    range: HIDDEN_RANGE_I7,
    offset: HIDDEN_OFFSET_I7,
    multiple: CHAIN_UNITS,
  },
}

/** Bytes of the quantized states of a direction. */
export function hiddenBytes(hiddenSize: number, { group, multiple }: Arithmetic): number {
  return (Math.ceil(hiddenSize / multiple) * multiple * 4) / group
}
