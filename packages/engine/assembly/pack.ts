/** Quantizes weights and lays them out for `project.ts` and `multiply.ts`, when a network is loaded. */

import { VECTOR, zero } from './constants'
import { Block } from './records'

/** What `packRow` made of a row; `src/kernels/wasm/pack-direction.ts` reads it. */
@unmanaged
class PackedRow {
  /** weight ≈ unit × whole number */
  unit: f32
  /** Sums of the weights, and of the whole numbers. */
  weights: f32
  wholes: f32
}

/** Bytes of the weights in a chain: columns whose products `multiply-split.ts` adds up in int16. */
const CHAIN: usize = 32 * 4

/** Largest sum of weights of one sign that, times states up to 127, fits in int16: ⌊32767 / 127⌋. */
const CHAIN_MAX: i32 = 258

/**
 * Writes a row of float32 weights, padded with zeros to whole vectors, as whole numbers up to `largest` whose
 * magnitudes add up to `total` at most, so that no sum of products can overflow. `target` is the row's lane in
 * its first vector; `group` neighbouring columns share 32 bits, and the next group lies a block further.
 */
export function packRow(
  row: usize, end: usize, target: usize, group: usize, largest: f32, total: f32, result: PackedRow,
): void {
  let magnitudes = zero(), absolutes = magnitudes, weights = magnitudes
  for (let at = row; at < end; at += VECTOR) {
    const weight = v128.load(at), absolute = f32x4.abs(weight)
    weights = f32x4.add(weights, weight)
    absolutes = f32x4.add(absolutes, absolute)
    magnitudes = f32x4.pmax(magnitudes, absolute)
  }
  result.weights = sumOf(weights)
  // Rounding adds half to each magnitude at most.
  const room = total - <f32>((end - row) >> 3) - 1
  result.unit = max(largestOf(magnitudes) / largest, sumOf(absolutes) / room)
  let chain = writeRow(row, end, target, group, result)
  if (ASC_FEATURE_RELAXED_SIMD) {
    while (group == 4 && chain > CHAIN_MAX) {
      result.unit *= max<f32>(<f32>chain / <f32>CHAIN_MAX, 1.001)
      chain = writeRow(row, end, target, group, result)
    }
  }
}

/**
 * Returns the largest sum of weights of one sign in a chain: an int16 lane of `multiply-split.ts` adds up a
 * pair of products from each of its groups, and the states are positive.
 */
function writeRow(row: usize, end: usize, target: usize, group: usize, result: PackedRow): i32 {
  const scale = f32x4.splat(result.unit > 0 ? 1 / result.unit : 0), none = zero()
  let wholes = none, positive = none, negative = none, largest = none
  for (let at = row; at < end; at += VECTOR) {
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(at), scale)))
    const words = i16x8.narrow_i32x4_s(whole, whole)
    wholes = i32x4.add(wholes, whole)
    if (group == 2) {
      v128.store32_lane(target, words, 0)
      v128.store32_lane(target + offsetof<Block>(), words, 1)
      target += 2 * offsetof<Block>()
    } else if (ASC_FEATURE_RELAXED_SIMD) {
      v128.store32_lane(target, i8x16.narrow_i16x8_s(words, words), 0)
      target += offsetof<Block>()
      if ((at - row) % CHAIN == 0) positive = negative = none
      positive = i32x4.add(positive, i32x4.max_s(whole, none))
      negative = i32x4.sub(negative, i32x4.min_s(whole, none))
      largest = i32x4.max_s(largest, i32x4.max_s(addPairs(positive), addPairs(negative)))
    }
  }
  result.wholes = sumOf(f32x4.convert_i32x4_s(wholes))
  return max(i32x4.extract_lane(largest, 0), i32x4.extract_lane(largest, 2))
}

/** Lanes 0 + 1 and 2 + 3, twice each. */
@inline function addPairs(x: v128): v128 {
  return i32x4.add(x, i32x4.shuffle(x, x, 1, 0, 3, 2))
}

function sumOf(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
}

function largestOf(x: v128): f32 {
  const low = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1))
  return max(low, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)))
}
