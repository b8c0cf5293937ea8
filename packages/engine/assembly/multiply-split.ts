/**
 * int8 weights × states of 7 bits where there is no instruction for it (V8 emulates it with five on x86 without
 * AVX-VNNI): products of pairs of states add up in int16 over a chain of groups, which the packing scales rows
 * for, before they are widened. That takes 2.1 instructions a vector. Loops are short on purpose: four times
 * unrolled, the same arithmetic took 8 % longer on Zen 4.
 */

import { ones, zero } from './constants'
import { Block, HalfBlock } from './records'

/** Bytes of the weights in a chain: eight groups. */
const CHAIN: usize = 8 * offsetof<Block>()

@inline function dot(weights: v128, states: v128): v128 {
  return i16x8.relaxed_dot_i8x16_i7x16_s(weights, states)
}

@inline function widen(sum: v128, chain: v128, one: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(chain, one))
}

/** `memory.fill` would be a call out of WebAssembly. */
@inline function clear(sums: HalfBlock): void {
  const zero = zero()
  sums.v0 = zero; sums.v1 = zero; sums.v2 = zero; sums.v3 = zero
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
      v0 = i16x8.add(v0, dot(w.v0, h))
      v1 = i16x8.add(v1, dot(w.v1, h))
      v2 = i16x8.add(v2, dot(w.v2, h))
      v3 = i16x8.add(v3, dot(w.v3, h))
      v4 = i16x8.add(v4, dot(w.v4, h))
      v5 = i16x8.add(v5, dot(w.v5, h))
      v6 = i16x8.add(v6, dot(w.v6, h))
      v7 = i16x8.add(v7, dot(w.v7, h))
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

/** Half a block of weights × the states of two inks, `a` and `b`. */
@inline export function multiplySplitPair(
  weights: usize, end: usize, hiddenA: usize, hiddenB: usize, a: HalfBlock, b: HalfBlock,
): void {
  const one = ones()
  let p0 = zero(), p1 = p0, p2 = p0, p3 = p0, q0 = p0, q1 = p0, q2 = p0, q3 = p0
  while (weights < end) {
    const chainEnd = min(weights + CHAIN, end)
    let w = changetype<HalfBlock>(weights)
    let ha = v128.load32_splat(hiddenA), hb = v128.load32_splat(hiddenB)
    let w0 = w.v0, w1 = w.v1, w2 = w.v2, w3 = w.v3
    let a0 = dot(w0, ha), a1 = dot(w1, ha), a2 = dot(w2, ha), a3 = dot(w3, ha)
    let b0 = dot(w0, hb), b1 = dot(w1, hb), b2 = dot(w2, hb), b3 = dot(w3, hb)
    hiddenA += 4
    hiddenB += 4
    for (weights += offsetof<Block>(); weights < chainEnd; weights += offsetof<Block>()) {
      w = changetype<HalfBlock>(weights)
      ha = v128.load32_splat(hiddenA)
      hb = v128.load32_splat(hiddenB)
      w0 = w.v0, w1 = w.v1, w2 = w.v2, w3 = w.v3
      a0 = i16x8.add(a0, dot(w0, ha))
      b0 = i16x8.add(b0, dot(w0, hb))
      a1 = i16x8.add(a1, dot(w1, ha))
      b1 = i16x8.add(b1, dot(w1, hb))
      a2 = i16x8.add(a2, dot(w2, ha))
      b2 = i16x8.add(b2, dot(w2, hb))
      a3 = i16x8.add(a3, dot(w3, ha))
      b3 = i16x8.add(b3, dot(w3, hb))
      hiddenA += 4
      hiddenB += 4
    }
    p0 = widen(p0, a0, one)
    q0 = widen(q0, b0, one)
    p1 = widen(p1, a1, one)
    q1 = widen(q1, b1, one)
    p2 = widen(p2, a2, one)
    q2 = widen(q2, b2, one)
    p3 = widen(p3, a3, one)
    q3 = widen(q3, b3, one)
  }
  a.v0 = p0; a.v1 = p1; a.v2 = p2; a.v3 = p3
  b.v0 = q0; b.v1 = q1; b.v2 = q2; b.v3 = q3
}
