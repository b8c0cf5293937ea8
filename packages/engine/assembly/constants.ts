/**
 * The numbers of the kernel's arithmetic. Vectors are splatted from memory: a `v128.const` takes 18 bytes and up to
 * three instructions wherever it is used.
 */

/** Bytes of one v128. */
export const VECTOR: usize = 16

/** Inputs are whole numbers up to this magnitude: 255 · 32, so that 8-bit pixels are exact. */
export const INPUT_RANGE: f32 = 8160

/**
 * Hidden states −1..1 as whole numbers: up to ±4096 in the baseline kernel; 1..127, zero at 64, for the operand
 * of seven bits in the relaxed kernel.
 */
export const HIDDEN_RANGE: f32 = ASC_FEATURE_RELAXED_SIMD ? 63 : 4096
export const HIDDEN_ZERO: f32 = ASC_FEATURE_RELAXED_SIMD ? 64 : 0

/** Bytes of four quantized states. */
export const QUAD_BYTES: usize = ASC_FEATURE_RELAXED_SIMD ? 4 : 8

/** 1.5 · 2²³: added to a small float, it leaves the nearest integer in the low bits of the sum. */
const ROUND: f32 = 12582912

const CHAIN_MAX: f32 = 2 * (<f32>32767 / 127 - 8)

const floats: usize = memory.data<f32>([0, HIDDEN_RANGE, ROUND + HIDDEN_ZERO, 0.5, 1, 1e-25, CHAIN_MAX])
const integers: usize = memory.data<i32>([0x00010001, 127])

@inline export function zero(): v128 {
  return v128.load32_splat(floats)
}

@inline export function hiddenRange(): v128 {
  return v128.load32_splat(floats, 4)
}

@inline export function hiddenRound(): v128 {
  return v128.load32_splat(floats, 8)
}

@inline export function half(): v128 {
  return v128.load32_splat(floats, 12)
}

@inline export function one(): v128 {
  return v128.load32_splat(floats, 16)
}

/** A row's largest weight counts as this at least: the inverse of its unit is then a number. */
@inline export function leastWeight(): v128 {
  return v128.load32_splat(floats, 20)
}

/**
 * What a chain's weights of one sign may add up to, doubled and in units: int16 over the largest state, less what
 * rounding adds to sixteen weights.
 */
@inline export function chainMax(): v128 {
  return v128.load32_splat(floats, 24)
}

/** Eight int16 ones: a dot product with them adds up neighbours. */
@inline export function ones(): v128 {
  return v128.load32_splat(integers)
}

/** The low seven bits of each lane. */
@inline export function maskI7(): v128 {
  return v128.load32_splat(integers, 4)
}
