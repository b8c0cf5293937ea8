/** Questions with known answers about relaxed SIMD; see `src/kernels/wasm/probe.ts`. */

import { ones } from './constants'

/** Four int8 × four numbers of 7 bits, added up by the one instruction. */
export function probeFused(weights: i32, states: i32): i32 {
  const sums = i32x4.relaxed_dot_i8x16_i7x16_add_s(
    i32x4.splat(weights),
    i32x4.splat(states),
    i32x4.splat(0),
  )
  return i32x4.extract_lane(sums, 0)
}

/** The same in two steps. */
export function probeSplit(weights: i32, states: i32): i32 {
  const pairs = i16x8.relaxed_dot_i8x16_i7x16_s(i32x4.splat(weights), i32x4.splat(states))
  return i32x4.extract_lane(i32x4.dot_i16x8_s(pairs, ones()), 0)
}
