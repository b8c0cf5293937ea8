/** int8 weights × states of 7 bits, four at a time, where that is one instruction. */

import { zero } from './constants'
import { Block } from './records'

@inline function dot(sum: v128, weights: v128, states: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, states, sum)
}

/** A block of weights × the states of one ink. */
@inline export function multiplyFused(weights: usize, end: usize, hidden: usize, out: Block): void {
  let v0 = zero(), v1 = v0, v2 = v0, v3 = v0, v4 = v0, v5 = v0, v6 = v0, v7 = v0
  for (; weights < end; weights += offsetof<Block>(), hidden += 4) {
    const w = changetype<Block>(weights), h = v128.load32_splat(hidden)
    v0 = dot(v0, w.v0, h)
    v1 = dot(v1, w.v1, h)
    v2 = dot(v2, w.v2, h)
    v3 = dot(v3, w.v3, h)
    v4 = dot(v4, w.v4, h)
    v5 = dot(v5, w.v5, h)
    v6 = dot(v6, w.v6, h)
    v7 = dot(v7, w.v7, h)
  }
  out.v0 = v0; out.v1 = v1; out.v2 = v2; out.v3 = v3
  out.v4 = v4; out.v5 = v5; out.v6 = v6; out.v7 = v7
}
