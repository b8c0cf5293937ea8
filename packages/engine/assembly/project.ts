/**
 * The input's share of the gates, bias included, for a run of time steps. Int16 × int16, exact in int32, in both
 * kernels.
 */

import { madd } from './arithmetic'
import { zero } from './constants'
import { Block, Direction } from './records'
import { ENTRY } from './quantize'
import { rowOf } from './state'

/** Bytes of weights that stay in the nearest cache while all steps and inks go by. */
const PANEL: usize = 32 * 1024

/** Projects the steps `from` … `to` − 1, counted in the direction's own order. */
export function projectInputs(direction: Direction, inks: usize, from: usize, to: usize): void {
  const weightBytes = (direction.input.rowBytes >> 3) * offsetof<Block>()
  const panel = max(PANEL / weightBytes, 1)
  for (let first: usize = 0; first < direction.blocks; first += panel) {
    const end = min(first + panel, direction.blocks)
    let out = direction.projections
    for (let ink: usize = 0; ink < inks; ink++) {
      for (let step = from; step < to; step++) {
        projectStep(direction, ink, step, first, end, weightBytes, out)
        out += direction.blocks * offsetof<Block>()
      }
    }
  }
}

/** The blocks `first` … `end` − 1 of one step: their loops have one length, which the processor learns. */
@inline function projectStep(
  direction: Direction, ink: usize, step: usize, first: usize, end: usize, weightBytes: usize, out: usize,
): void {
  const input = direction.input
  const row = rowOf(direction, ink, step)
  const list = input.pairs + row * input.rowBytes
  const listEnd = load<usize>(input.pairEnds + row * 4)
  const factor = v128.load32_splat(input.factors + ink * 4)
  let weights = direction.inputWeights + first * weightBytes
  for (let block = first; block < end; block++, weights += weightBytes) {
    const at = block * offsetof<Block>()
    projectBlock(list, listEnd, weights, factor, direction.inputScales + at, direction.biases + at, out + at)
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
  const scale = changetype<Block>(scales), bias = changetype<Block>(biases), o = changetype<Block>(out)
  o.v0 = scaled(v0, factor, scale.v0, bias.v0)
  o.v1 = scaled(v1, factor, scale.v1, bias.v1)
  o.v2 = scaled(v2, factor, scale.v2, bias.v2)
  o.v3 = scaled(v3, factor, scale.v3, bias.v3)
  o.v4 = scaled(v4, factor, scale.v4, bias.v4)
  o.v5 = scaled(v5, factor, scale.v5, bias.v5)
  o.v6 = scaled(v6, factor, scale.v6, bias.v6)
  o.v7 = scaled(v7, factor, scale.v7, bias.v7)
}

@inline function scaled(sum: v128, factor: v128, scale: v128, bias: v128): v128 {
  return madd(f32x4.mul(f32x4.convert_i32x4_s(sum), factor), scale, bias)
}
