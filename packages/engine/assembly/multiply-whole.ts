/**
 * Weights × states where one or two instructions give sums in int32: int8 weights × four states of seven bits with
 * the relaxed dot product, int16 weights × two int16 states in the baseline kernel.
 */

import { zero } from './constants'
import { Block, HalfBlock } from './records'

@inline function dot(sum: v128, weights: v128, states: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, states, sum)
  return i32x4.add(sum, i32x4.dot_i16x8_s(weights, states))
}

/** A block of weights × the states of one ink. */
@inline export function multiplyWhole(weights: usize, end: usize, hidden: usize, out: Block): void {
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

/** Half a block of weights × the states of two inks, `a` and `b`. */
@inline export function multiplyWholePair(
  weights: usize, end: usize, hiddenA: usize, hiddenB: usize, a: HalfBlock, b: HalfBlock,
): void {
  let a0 = zero(), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0
  for (; weights < end; weights += offsetof<Block>()) {
    const w = changetype<HalfBlock>(weights)
    const ha = v128.load32_splat(hiddenA), hb = v128.load32_splat(hiddenB)
    const w0 = w.v0, w1 = w.v1, w2 = w.v2, w3 = w.v3
    a0 = dot(a0, w0, ha)
    b0 = dot(b0, w0, hb)
    a1 = dot(a1, w1, ha)
    b1 = dot(b1, w1, hb)
    a2 = dot(a2, w2, ha)
    b2 = dot(b2, w2, hb)
    a3 = dot(a3, w3, ha)
    b3 = dot(b3, w3, hb)
    hiddenA += 4
    hiddenB += 4
  }
  a.v0 = a0; a.v1 = a1; a.v2 = a2; a.v3 = a3
  b.v0 = b0; b.v1 = b1; b.v2 = b2; b.v3 = b3
}
