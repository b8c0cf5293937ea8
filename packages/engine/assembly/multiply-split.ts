/**
 * int8 weights × states of 7 bits where there is no instruction for it (V8 emulates it with five on x86 without
 * AVX-VNNI): products of pairs of states add up in int16 over a chain of groups, which the packing scales rows
 * for, before they are widened. That takes 2.1 instructions a vector. Loops are short on purpose: four times
 * unrolled, the same arithmetic took 8 % longer on Zen 4.
 */

import { ones, zero } from './constants'
import { Block } from './records'

/** Bytes of the weights in a chain: eight groups. */
const CHAIN: usize = 8 * offsetof<Block>()

@inline function dot(weights: v128, states: v128): v128 {
  return i16x8.relaxed_dot_i8x16_i7x16_s(weights, states)
}

/** Never overflows: see `pack-rows.ts`. Saturating sums would share two of the processor's ports with the products. */
@inline function add(sum: v128, products: v128): v128 {
  return i16x8.add(sum, products)
}

@inline function widen(sum: v128, chain: v128, one: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(chain, one))
}

/** A block of weights × the states of one ink. */
@inline export function multiplySplit(weights: usize, end: usize, hidden: usize, out: Block): void {
  const one = ones()
  let s0 = zero(), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
  while (weights < end) {
    const chainEnd = min(weights + CHAIN, end)
    let w = changetype<Block>(weights), h = v128.load32_splat(hidden)
    let v0 = dot(w.v0, h), v1 = dot(w.v1, h), v2 = dot(w.v2, h), v3 = dot(w.v3, h)
    let v4 = dot(w.v4, h), v5 = dot(w.v5, h), v6 = dot(w.v6, h), v7 = dot(w.v7, h)
    hidden += 4
    for (weights += offsetof<Block>(); weights < chainEnd; weights += offsetof<Block>(), hidden += 4) {
      w = changetype<Block>(weights)
      h = v128.load32_splat(hidden)
      v0 = add(v0, dot(w.v0, h))
      v1 = add(v1, dot(w.v1, h))
      v2 = add(v2, dot(w.v2, h))
      v3 = add(v3, dot(w.v3, h))
      v4 = add(v4, dot(w.v4, h))
      v5 = add(v5, dot(w.v5, h))
      v6 = add(v6, dot(w.v6, h))
      v7 = add(v7, dot(w.v7, h))
    }
    s0 = widen(s0, v0, one)
    s1 = widen(s1, v1, one)
    s2 = widen(s2, v2, one)
    s3 = widen(s3, v3, one)
    s4 = widen(s4, v4, one)
    s5 = widen(s5, v5, one)
    s6 = widen(s6, v6, one)
    s7 = widen(s7, v7, one)
  }
  out.v0 = s0; out.v1 = s1; out.v2 = s2; out.v3 = s3
  out.v4 = s4; out.v5 = s5; out.v6 = s6; out.v7 = s7
}
