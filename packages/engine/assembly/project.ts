/**
 * The input's share of the gates, bias included, for a run of time steps. Int16 × int16, exact in int32, in both
 * kernels.
 */

import { madd } from './arithmetic'
import { zero } from './constants'
import { Block, Direction, gateBytes, inputScales } from './records'
import { ENTRY } from './quantize'
import { rowOf } from './state'

/** Projects the steps `from` … `to` − 1, counted in the direction's own order, to `out`: inks × steps. */
export function projectInputs(direction: Direction, inks: usize, from: usize, to: usize, out: usize): void {
  const input = direction.input, weightBytes = (input.rowBytes >> 3) * offsetof<Block>()
  for (let ink: usize = 0; ink < inks; ink++) {
    const factor = v128.load32_splat(input.factors + ink * 4)
    for (let step = from; step < to; step++) {
      const row = rowOf(direction, ink, step)
      const list = input.pairs + row * input.rowBytes, end = load<usize>(input.pairEnds + row * 4)
      let weights = direction.inputWeights, scales = inputScales(direction)
      // Loops of one length follow each other: the processor learns it.
      for (const last = out + gateBytes(direction); out < last; out += offsetof<Block>()) {
        projectBlock(list, end, weights, factor, scales, scales + 2 * gateBytes(direction), out)
        weights += weightBytes
        scales += offsetof<Block>()
      }
    }
  }
}

@inline function projectBlock(
  list: usize, end: usize, weights: usize, factor: v128, scales: usize, biases: usize, out: usize,
): void {
  let v0 = zero(), v1 = v0, v2 = v0, v3 = v0, v4 = v0, v5 = v0, v6 = v0, v7 = v0
  for (; list < end; list += ENTRY) {
    const pair = v128.load32_splat(list)
    const w = changetype<Block>(weights + load<usize>(list, 4))
    v0 = i32x4.add(v0, i32x4.dot_i16x8_s(w.v0, pair))
    v1 = i32x4.add(v1, i32x4.dot_i16x8_s(w.v1, pair))
    v2 = i32x4.add(v2, i32x4.dot_i16x8_s(w.v2, pair))
    v3 = i32x4.add(v3, i32x4.dot_i16x8_s(w.v3, pair))
    v4 = i32x4.add(v4, i32x4.dot_i16x8_s(w.v4, pair))
    v5 = i32x4.add(v5, i32x4.dot_i16x8_s(w.v5, pair))
    v6 = i32x4.add(v6, i32x4.dot_i16x8_s(w.v6, pair))
    v7 = i32x4.add(v7, i32x4.dot_i16x8_s(w.v7, pair))
  }
  const o = changetype<Block>(out)
  const s = changetype<Block>(scales), b = changetype<Block>(biases)
  o.v0 = share(v0, factor, s.v0, b.v0)
  o.v1 = share(v1, factor, s.v1, b.v1)
  o.v2 = share(v2, factor, s.v2, b.v2)
  o.v3 = share(v3, factor, s.v3, b.v3)
  o.v4 = share(v4, factor, s.v4, b.v4)
  o.v5 = share(v5, factor, s.v5, b.v5)
  o.v6 = share(v6, factor, s.v6, b.v6)
  o.v7 = share(v7, factor, s.v7, b.v7)
}

@inline function share(sum: v128, factor: v128, scale: v128, bias: v128): v128 {
  return madd(f32x4.mul(f32x4.convert_i32x4_s(sum), factor), scale, bias)
}
