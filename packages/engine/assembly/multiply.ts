/**
 * The hidden state's share of the gates: recurrent weights × quantized hidden state. A vector holds, for four
 * rows, the weights of as many neighbouring states as fit in 32 bits; the states are splatted, so no sum across
 * a vector is ever needed. Eight sums stay in registers.
 */

import { ones } from './constants'
import { Block, Direction } from './records'

/** A block's weights are read once for all inks. `fused`: the processor has the relaxed dot product. */
export function multiplyStates(direction: Direction, inks: usize, fused: bool): void {
  const bytes = direction.recurrentBytes
  const inkBytes = direction.blocks * offsetof<Block>()
  for (let block: usize = 0; block < direction.blocks; block++) {
    const weights = direction.recurrentWeights + block * bytes
    let hidden = direction.states + direction.quantized
    let out = direction.sums + block * offsetof<Block>()
    for (let ink: usize = 0; ink < inks; ink++, hidden += direction.stateBytes, out += inkBytes) {
      if (!ASC_FEATURE_RELAXED_SIMD) multiplyI16(weights, weights + bytes, hidden, changetype<Block>(out))
      else if (fused) multiplyFused(weights, weights + bytes, hidden, changetype<Block>(out))
      else multiplySplit(weights, weights + bytes, hidden, changetype<Block>(out))
    }
  }
}

/** int16 weights × int16 states, two at a time. */
@inline function multiplyI16(weights: usize, end: usize, hidden: usize, out: Block): void {
  let v0 = i32x4.splat(0), v1 = v0, v2 = v0, v3 = v0, v4 = v0, v5 = v0, v6 = v0, v7 = v0
  for (; weights < end; weights += offsetof<Block>(), hidden += 4) {
    const w = changetype<Block>(weights)
    const h = v128.load32_splat(hidden)
    v0 = i32x4.add(v0, i32x4.dot_i16x8_s(w.v0, h))
    v1 = i32x4.add(v1, i32x4.dot_i16x8_s(w.v1, h))
    v2 = i32x4.add(v2, i32x4.dot_i16x8_s(w.v2, h))
    v3 = i32x4.add(v3, i32x4.dot_i16x8_s(w.v3, h))
    v4 = i32x4.add(v4, i32x4.dot_i16x8_s(w.v4, h))
    v5 = i32x4.add(v5, i32x4.dot_i16x8_s(w.v5, h))
    v6 = i32x4.add(v6, i32x4.dot_i16x8_s(w.v6, h))
    v7 = i32x4.add(v7, i32x4.dot_i16x8_s(w.v7, h))
  }
  out.v0 = v0; out.v1 = v1; out.v2 = v2; out.v3 = v3
  out.v4 = v4; out.v5 = v5; out.v6 = v6; out.v7 = v7
}

/** int8 weights × states of 7 bits, four at a time, where that is one instruction. */
@inline function multiplyFused(weights: usize, end: usize, hidden: usize, out: Block): void {
  let v0 = i32x4.splat(0), v1 = v0, v2 = v0, v3 = v0, v4 = v0, v5 = v0, v6 = v0, v7 = v0
  for (; weights < end; weights += offsetof<Block>(), hidden += 4) {
    const w = changetype<Block>(weights)
    const h = v128.load32_splat(hidden)
    v0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v0, h, v0)
    v1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v1, h, v1)
    v2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v2, h, v2)
    v3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v3, h, v3)
    v4 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v4, h, v4)
    v5 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v5, h, v5)
    v6 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v6, h, v6)
    v7 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w.v7, h, v7)
  }
  out.v0 = v0; out.v1 = v1; out.v2 = v2; out.v3 = v3
  out.v4 = v4; out.v5 = v5; out.v6 = v6; out.v7 = v7
}

/**
 * The same where it is not: four products add up in int16 (the packing scales rows so that they fit) before they
 * are widened, which takes 2.25 instructions a vector instead of the 5 of V8's emulation.
 */
@inline function multiplySplit(weights: usize, end: usize, hidden: usize, out: Block): void {
  const one = ones()
  let v0 = i32x4.splat(0), v1 = v0, v2 = v0, v3 = v0, v4 = v0, v5 = v0, v6 = v0, v7 = v0
  for (; weights < end; weights += 4 * offsetof<Block>(), hidden += 16) {
    const a = changetype<Block>(weights), b = changetype<Block>(weights + offsetof<Block>())
    const c = changetype<Block>(weights + 2 * offsetof<Block>()), d = changetype<Block>(weights + 3 * offsetof<Block>())
    const ha = v128.load32_splat(hidden), hb = v128.load32_splat(hidden, 4)
    const hc = v128.load32_splat(hidden, 8), hd = v128.load32_splat(hidden, 12)
    v0 = i32x4.add(v0, i32x4.dot_i16x8_s(fourDots(a.v0, ha, b.v0, hb, c.v0, hc, d.v0, hd), one))
    v1 = i32x4.add(v1, i32x4.dot_i16x8_s(fourDots(a.v1, ha, b.v1, hb, c.v1, hc, d.v1, hd), one))
    v2 = i32x4.add(v2, i32x4.dot_i16x8_s(fourDots(a.v2, ha, b.v2, hb, c.v2, hc, d.v2, hd), one))
    v3 = i32x4.add(v3, i32x4.dot_i16x8_s(fourDots(a.v3, ha, b.v3, hb, c.v3, hc, d.v3, hd), one))
    v4 = i32x4.add(v4, i32x4.dot_i16x8_s(fourDots(a.v4, ha, b.v4, hb, c.v4, hc, d.v4, hd), one))
    v5 = i32x4.add(v5, i32x4.dot_i16x8_s(fourDots(a.v5, ha, b.v5, hb, c.v5, hc, d.v5, hd), one))
    v6 = i32x4.add(v6, i32x4.dot_i16x8_s(fourDots(a.v6, ha, b.v6, hb, c.v6, hc, d.v6, hd), one))
    v7 = i32x4.add(v7, i32x4.dot_i16x8_s(fourDots(a.v7, ha, b.v7, hb, c.v7, hc, d.v7, hd), one))
  }
  out.v0 = v0; out.v1 = v1; out.v2 = v2; out.v3 = v3
  out.v4 = v4; out.v5 = v5; out.v6 = v6; out.v7 = v7
}

/** Products of int8 and 7 bits, added up in int16. */
@inline function fourDots(
  a: v128, ha: v128, b: v128, hb: v128, c: v128, hc: v128, d: v128, hd: v128,
): v128 {
  return i16x8.add(
    i16x8.add(i16x8.relaxed_dot_i8x16_i7x16_s(a, ha), i16x8.relaxed_dot_i8x16_i7x16_s(b, hb)),
    i16x8.add(i16x8.relaxed_dot_i8x16_i7x16_s(c, hc), i16x8.relaxed_dot_i8x16_i7x16_s(d, hd)),
  )
}
