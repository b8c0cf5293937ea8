/** Float32 rows to lists of their non-zero pairs of int16, so that blank paper costs nothing. */

import { largestOf } from './arithmetic'
import { INPUT_RANGE, VECTOR, zero } from './constants'
import { Block, Sequence } from './records'

/** Inputs beyond this magnitude, or no numbers, count as this: no product with a scale overflows. */
const LARGEST: f32 = 1.152921504606847e18

/** An entry of a list: two int16, and the offset of their weights in a block. */
export const ENTRY: usize = 8

/**
 * Each ink gets its own scale, a power of two above its largest magnitude, so that sums stay within int32
 * whatever the input is and a raster in 0..1 keeps the grid of its 255 grey levels.
 */
export function quantizeSequence(sequence: Sequence, inks: usize): void {
  const bytes = sequence.rowBytes
  const inkBytes = sequence.steps * bytes
  let row = sequence.rows, list = sequence.pairs, end = sequence.pairEnds
  for (let ink: usize = 0; ink < inks; ink++) {
    const factor = powerOfTwoAbove(largestMagnitude(row, row + inkBytes))
    store<f32>(sequence.factors + ink * 4, factor)
    const scale = f32x4.splat(INPUT_RANGE / factor)
    for (const last = row + inkBytes; row < last; row += bytes, list += bytes, end += 4) {
      store<usize>(end, listPairs(row, row + bytes, list, scale))
    }
  }
}

/** Magnitudes are in the order of their bits, and what is not a number lies above them all. */
function largestMagnitude(from: usize, to: usize): f32 {
  let largest = zero()
  for (; from < to; from += VECTOR) largest = i32x4.max_s(largest, f32x4.abs(v128.load(from)))
  const magnitude = largestOf(largest)
  return magnitude < LARGEST ? magnitude : LARGEST
}

/** The least power of two that is not below `x`, and at least 2⁻⁴⁰; 1 for 0. */
function powerOfTwoAbove(x: f32): f32 {
  if (x == 0) return 1
  const exponent = ((reinterpret<i32>(x) - 1) >> 23) + 1
  return reinterpret<f32>(max(exponent, 127 - 40) << 23)
}

/** Writes the entries of one row; returns the address behind the last. */
@inline function listPairs(row: usize, rowEnd: usize, list: usize, scale: v128): usize {
  let offset: usize = 0
  for (; row < rowEnd; row += VECTOR) {
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(row), scale)))
    const pairs = i64x2.extract_lane(i16x8.narrow_i32x4_s(whole, whole), 0)
    list = listPair(<u32>pairs, offset, list)
    list = listPair(<u32>(pairs >> 32), offset + offsetof<Block>(), list)
    offset += 2 * offsetof<Block>()
  }
  return list
}

/** Without a branch: an entry of zeros is written too, and the next one overwrites it. */
@inline function listPair(pair: u32, offset: usize, list: usize): usize {
  store<u32>(list, pair)
  store<usize>(list, offset, 4)
  return list + (pair != 0 ? ENTRY : 0)
}
