/**
 * How this processor computes the relaxed dot product, asked with known answers: Node 20, with its flag, compiles
 * it and doubles its sums. V8 emulates the one instruction with five on x86 without AVX-VNNI, and the kernel does
 * better with its parts; an answer outside of the range that the specification fixes tells the two apart, so
 * nothing has to be timed.
 */

import { ones, zero } from './constants'
import { setWhole } from './multiply'

/** Four questions, one a lane, up to the largest sums: int8 weights, states of seven bits, and the sums of their products. */
const weights: usize = memory.data<i8>([1, -2, 3, -4, 127, 127, 127, 127, -127, -127, 127, -127, -127, 0, 0, 126])
const states: usize = memory.data<i8>([5, 6, 7, 8, 127, 127, 127, 127, 127, 1, 64, 127, 0, 127, 127, 127])
const sums: usize = memory.data<i32>([-18, 64516, -24257, 16002])

/** What an emulation that saturates at int16 makes of four weights 127 and (out of range) states 255. */
const SATURATED: i32 = 2 * 32767

/** Tells `multiply.ts` what is fast here. Returns false where neither the one instruction nor its parts give right sums. */
export function probe(): bool {
  const w = v128.load(weights), s = v128.load(states)
  // Weights 127; every bit is set where a vector equals itself.
  const outside = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load32_splat(weights, 4), i8x16.eq(s, s), zero())
  const one = isRight(i32x4.relaxed_dot_i8x16_i7x16_add_s(w, s, zero()))
  const fused = one && i32x4.extract_lane(outside, 0) != SATURATED
  setWhole(fused)
  return fused || isRight(i32x4.dot_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(w, s), ones()))
}

function isRight(answers: v128): bool {
  return i32x4.all_true(i32x4.eq(answers, v128.load(sums)))
}
