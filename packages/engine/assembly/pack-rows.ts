/** Four rows of weights as whole numbers: a row is a lane of every vector here. */

import { chainMax, HIDDEN_RANGE, INPUT_RANGE, leastWeight, one, VECTOR, zero } from './constants'
import { isWhole } from './multiply'
import { Block } from './records'

/** What `packRows` made of its rows. */
@unmanaged
export class PackedRows {
  /** weight ≈ unit × whole number */
  unit: v128
  /** Sum of the whole numbers, and of the weights' magnitudes. */
  wholes: v128
  magnitude: v128
}

const INT16_MAX: f32 = 32767
const INT32_MAX: f32 = 2147483647

/** A hidden state may exceed 1 by the error of the rational tanh. */
const STATE_MARGIN: f32 = 1.01

/** Bytes of a group of four columns, whose states share 32 bits, and of a chain of `multiply-split.ts`: eight groups. */
const GROUP: usize = 4 * VECTOR
const CHAIN: usize = 8 * GROUP

/**
 * Writes four rows of float32 weights, column by column and padded with zeros to whole groups, as whole numbers whose
 * magnitudes add up to so little that no sum of products can overflow int32. `target` is the rows' first vector;
 * neighbouring columns share 32 bits, and the next vector lies a block further.
 */
export function packRows(from: usize, end: usize, target: usize, recurrent: bool, result: PackedRows): void {
  const bytes = ASC_FEATURE_RELAXED_SIMD && recurrent
  const states: f32 = bytes ? 127 : recurrent ? HIDDEN_RANGE * STATE_MARGIN : INPUT_RANGE
  // Rounding adds half to each magnitude at most.
  const room = INT32_MAX / states - <f32>((end - from) >> 5) - 1
  let largest = leastWeight(), magnitude = zero()
  for (let at = from; at < end; at += VECTOR) {
    const absolute = f32x4.abs(v128.load(at))
    largest = f32x4.max(largest, absolute)
    magnitude = f32x4.add(magnitude, absolute)
  }
  result.magnitude = magnitude
  const byLargest = f32x4.div(largest, f32x4.splat(bytes ? 127 : INT16_MAX))
  let unit = f32x4.max(byLargest, f32x4.div(magnitude, f32x4.splat(room)))
  if (bytes && !isWhole()) unit = f32x4.max(unit, f32x4.div(chainReach(from, end), chainMax()))
  result.unit = unit
  result.wholes = writeRows(from, end, target, bytes ? 8 : 16, f32x4.div(one(), unit))
}

/**
 * Twice the largest sum of weights of one sign in an int16 lane of `multiply-split.ts`, which adds up a pair of
 * weights × states from each group of a chain: the states are positive, so that no sum of products is larger than
 * these weights × the largest state.
 */
function chainReach(from: usize, end: usize): v128 {
  let reach = zero()
  for (let pair = from, last = from + GROUP; pair < last; pair += 2 * VECTOR) {
    for (let chain = pair; chain < end; chain += CHAIN) {
      let sum = zero(), magnitude = sum
      for (let at = chain, chainEnd = min(chain + CHAIN, end); at < chainEnd; at += GROUP) {
        const a = v128.load(at), b = v128.load(at, VECTOR)
        sum = f32x4.add(sum, f32x4.add(a, b))
        magnitude = f32x4.add(magnitude, f32x4.add(f32x4.abs(a), f32x4.abs(b)))
      }
      reach = f32x4.max(reach, f32x4.add(f32x4.abs(sum), magnitude))
    }
  }
  return reach
}

/** Writes numbers of so many bits, the first column in the lowest; returns their sums. */
function writeRows(at: usize, end: usize, target: usize, bits: i32, scale: v128): v128 {
  let wholes = zero(), word = wholes
  for (; at < end; target += offsetof<Block>()) {
    for (let left = 32; left > 0; left -= bits, at += VECTOR) {
      const whole = f32x4.nearest(f32x4.mul(v128.load(at), scale))
      wholes = f32x4.add(wholes, whole)
      word = v128.or(i32x4.shr_u(word, bits), i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 32 - bits))
    }
    v128.store(target, word)
  }
  return wholes
}
