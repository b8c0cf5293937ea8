/**
 * Numbers the packing in `src/kernels/wasm` shares with this code (keep the two `constants.ts` in step), and
 * vector constants. The latter live in memory: V8 builds a `v128.const` from several instructions each time.
 */

/** Bytes of one v128. */
export const VECTOR: usize = 16

/** Inputs are whole numbers up to this magnitude: 255 · 32, so that 8-bit pixels are exact. */
export const INPUT_RANGE: f32 = 8160

/** Hidden states −1..1 in the baseline kernel: whole numbers up to this magnitude. */
export const HIDDEN_RANGE_I16: f32 = 4096

/** Hidden states −1..1 in the relaxed kernel: 1..127, zero at 64, for the operand of 7 bits. */
export const HIDDEN_RANGE_I7: f32 = 63

/** 1.5 · 2²³: added to a small float, it leaves the nearest integer in the low bits of the sum. */
const ROUND: f32 = 12582912

const ones_i16: usize = memory.data<i16>([1, 1, 1, 1, 1, 1, 1, 1], 16)

/** Eight int16 ones: a dot product with them adds up neighbours. */
@inline export function ones(): v128 {
  return v128.load(ones_i16)
}

const zeros: usize = memory.data<i32>([0, 0, 0, 0], 16)

/** Zero from memory: as a constant it takes 18 bytes wherever a sum begins. */
@inline export function zero(): v128 {
  return v128.load(zeros)
}

const rounding: usize = memory.data<f32>([
  HIDDEN_RANGE_I7, HIDDEN_RANGE_I7, HIDDEN_RANGE_I7, HIDDEN_RANGE_I7,
  ROUND + 64, ROUND + 64, ROUND + 64, ROUND + 64,
  HIDDEN_RANGE_I16, HIDDEN_RANGE_I16, HIDDEN_RANGE_I16, HIDDEN_RANGE_I16,
  ROUND, ROUND, ROUND, ROUND,
], 16)

const mask_i7: usize = memory.data<i32>([127, 127, 127, 127], 16)

/** The low seven bits of each lane. */
@inline export function maskI7(): v128 {
  return v128.load(mask_i7)
}

@inline export function rangeI7(): v128 {
  return v128.load(rounding)
}

@inline export function roundI7(): v128 {
  return v128.load(rounding, 16)
}

@inline export function rangeI16(): v128 {
  return v128.load(rounding, 32)
}

@inline export function roundI16(): v128 {
  return v128.load(rounding, 48)
}
