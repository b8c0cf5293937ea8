/** One row of weights as whole numbers. */

import { HIDDEN_RANGE, INPUT_RANGE, VECTOR, zero } from './constants'
import { isWhole } from './multiply'
import { Block } from './records'

/** What `packRow` made of a row. */
@unmanaged
export class PackedRow {
  /** weight ≈ unit × whole number */
  unit: f32
  /** Sum of the whole numbers, and of the weights' magnitudes. */
  wholes: f32
  magnitude: f32
}

const INT16_MAX: f32 = 32767
const INT32_MAX: f32 = 2147483647

/** A hidden state may exceed 1 by the error of the rational tanh. */
const STATE_MARGIN: f32 = 1.01

/** Bytes of a row whose products `multiply-split.ts` adds up in int16: eight groups of four float32. */
const CHAIN: usize = 32 * 4

/**
 * What a chain's weights of one sign may add up to, doubled and in units: int16 over the largest state, less what
 * rounding adds to sixteen weights.
 */
const CHAIN_MAX: f32 = 2 * (<f32>32767 / 127 - 8)

/**
 * Writes a row of float32 weights, padded with zeros to whole vectors, as whole numbers whose magnitudes add up to
 * so little that no sum of products can overflow int32. `target` is the row's lane in its first vector; groups of
 * neighbouring columns share 32 bits, and the next group lies a block further.
 */
export function packRow(row: usize, end: usize, target: usize, recurrent: bool, result: PackedRow): void {
  const bytes = ASC_FEATURE_RELAXED_SIMD && recurrent
  const states: f32 = bytes ? 127 : recurrent ? HIDDEN_RANGE * STATE_MARGIN : INPUT_RANGE
  // Rounding adds half to each magnitude at most.
  const room = INT32_MAX / states - <f32>((end - row) >> 3) - 1
  const reach = measureRow(row, end, result)
  let unit = max(result.unit / (bytes ? 127 : INT16_MAX), result.magnitude / room)
  if (bytes && !isWhole()) unit = max(unit, reach / CHAIN_MAX)
  result.unit = unit
  writeRow(row, end, target, bytes, f32x4.splat(unit > 0 ? 1 / unit : 0), result)
}

/**
 * Finds the largest weight (as `unit`) and the sum of all magnitudes. Returns twice the largest sum of weights of one
 * sign in an int16 lane of `multiply-split.ts`, which adds up a pair of weights × states from each group of a chain:
 * the states are positive, so that no sum of products is larger than these weights × the largest state.
 */
function measureRow(row: usize, end: usize, result: PackedRow): f32 {
  let largest = zero(), magnitudes = largest, sum = largest, swing = largest, reach = largest
  for (let at = row; at < end; at += VECTOR) {
    const weights = v128.load(at), absolutes = f32x4.abs(weights)
    largest = f32x4.pmax(largest, absolutes)
    magnitudes = f32x4.add(magnitudes, absolutes)
    if (ASC_FEATURE_RELAXED_SIMD) {
      if ((at - row) % CHAIN == 0) sum = swing = zero()
      sum = f32x4.add(sum, addPairs(weights))
      swing = f32x4.add(swing, addPairs(absolutes))
      reach = f32x4.pmax(reach, f32x4.add(f32x4.abs(sum), swing))
    }
  }
  result.unit = largestOf(largest)
  result.magnitude = sumOf(magnitudes)
  return largestOf(reach)
}

function writeRow(row: usize, end: usize, target: usize, bytes: bool, scale: v128, result: PackedRow): void {
  let wholes = zero()
  for (; row < end; row += VECTOR) {
    const exact = f32x4.nearest(f32x4.mul(v128.load(row), scale))
    const whole = i32x4.trunc_sat_f32x4_s(exact), words = i16x8.narrow_i32x4_s(whole, whole)
    wholes = f32x4.add(wholes, exact)
    if (bytes) {
      v128.store32_lane(target, i8x16.narrow_i16x8_s(words, words), 0)
    } else {
      v128.store32_lane(target, words, 0)
      target += offsetof<Block>()
      v128.store32_lane(target, words, 1)
    }
    target += offsetof<Block>()
  }
  result.wholes = sumOf(wholes)
}

/** Lanes 0 + 1 and 2 + 3, twice each. */
@inline function addPairs(x: v128): v128 {
  return f32x4.add(x, i32x4.shuffle(x, x, 1, 0, 3, 2))
}

function sumOf(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
}

export function largestOf(x: v128): f32 {
  const low = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1))
  return max(low, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)))
}
