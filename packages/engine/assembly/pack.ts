/** Matrices as a file holds them, quantized and laid out for `project.ts` and `multiply.ts`, when a network is loaded. */

import { largestOf } from './arithmetic'
import { HIDDEN_RANGE, HIDDEN_ZERO, INPUT_RANGE, VECTOR, zero } from './constants'
import { blockBytes } from './multiply'
import { PackedRows, packRows } from './pack-rows'
import { biases, Block, candidateBiases, Direction, inputScales, recurrentScales } from './records'

/**
 * Packs the input or the recurrent matrix of a direction. The input's normalisation, `(x − mean) / std`, goes into
 * scales and biases, so that blank paper stays zero; it is 0 and 1 for the recurrent matrix.
 *
 * `data` are `rows × columns` float32 where `scales` is 0. Else they are `columns × rows` bytes `q` that mean
 * `(q − zero) · scale`: `perRow` is 1 where every row has its own scale and zero point, 0 where all have one; `flip`
 * is 128 where bytes are signed and 0 where they are not.
 *
 * Returns the sum of a row's magnitudes, bias included, where it is largest: not finite when a number is not.
 */
export function packMatrix(
  direction: Direction, recurrent: bool, columns: usize, data: usize, scales: usize, zeros: usize, perRow: usize,
  flip: usize, bias: usize, mean: f32, std: f32,
): f32 {
  const units = direction.quads * 4, gates: usize = direction.cell ? 3 : 4, rows = units * gates
  const bytes = recurrent ? blockBytes(direction) : (direction.input.rowBytes >> 3) * offsetof<Block>()
  const target = recurrent ? direction.recurrentWeights : direction.inputWeights
  const rowScales = recurrent ? recurrentScales(direction) : inputScales(direction)
  const range = recurrent ? HIDDEN_RANGE : INPUT_RANGE
  // A state of 0 is not the whole number 0, a blank input not the number 0: what that adds is taken off again.
  const shift = recurrent ? HIDDEN_ZERO / HIDDEN_RANGE : mean / std
  const packed = changetype<PackedRows>(direction.scratch)
  const buffer = direction.scratch + offsetof<PackedRows>(), end = buffer + ((columns + 3) & -4) * VECTOR
  let largest = zero()
  memory.fill(buffer, 0, end - buffer)
  for (let row: usize = 0; row < rows; row += 4) {
    if (scales) readBytes(data + row, rows, columns, scales, zeros, row, perRow != 0, flip, buffer)
    else readFloats(data + row * columns * 4, columns, buffer)
    const gate = row / units, unit = row % units, vector = (unit >> 2) * gates + gate
    const place = vector * VECTOR
    packRows(buffer, end, target + (vector >> 3) * bytes + (vector & 7) * VECTOR, recurrent, packed)
    // Logistic gates are evaluated as σ(2x): their weights are halved. The last gate of a cell is a tanh.
    const factor: f32 = gate == gates - 1 ? 1 : 0.5
    v128.store(rowScales + place, f32x4.mul(packed.unit, f32x4.splat(factor / (range * std))))
    const inside = recurrent && gate == 2 && direction.cell
    const sum = inside ? candidateBiases(direction) + unit * 4 : biases(direction) + place
    const added = v128.load(bias + row * 4)
    const shifted = f32x4.mul(f32x4.mul(packed.unit, packed.wholes), f32x4.splat(shift))
    v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(f32x4.sub(added, shifted), f32x4.splat(factor))))
    largest = f32x4.max(largest, f32x4.add(packed.magnitude, f32x4.abs(added)))
  }
  return largestOf(largest)
}

/** Four rows of float32, to a vector for each column. */
@inline function readFloats(from: usize, columns: usize, to: usize): void {
  const stride = columns * 4
  for (const end = from + stride; from < end; from += 4, to += VECTOR) {
    store<f32>(to, load<f32>(from))
    store<f32>(to, load<f32>(from + stride), 4)
    store<f32>(to, load<f32>(from + 2 * stride), 8)
    store<f32>(to, load<f32>(from + 3 * stride), 12)
  }
}

/** Four rows of bytes, to a vector of float32 for each column; `place` is that of their scales and zero points. */
@inline function readBytes(
  from: usize, rows: usize, columns: usize, scales: usize, zeros: usize, place: usize, perRow: bool, flip: usize,
  to: usize,
): void {
  const flips = i8x16.splat(<i8>flip)
  const scale = perRow ? v128.load(scales + place * 4) : v128.load32_splat(scales)
  const origin = widen(perRow ? v128.load32_zero(zeros + place) : v128.load8_splat(zeros), flips)
  for (; columns > 0; columns--, from += rows, to += VECTOR) {
    const whole = i32x4.sub(widen(v128.load32_zero(from), flips), origin)
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(whole), scale))
  }
}

/** The first four bytes as int32; `flips` moves int8 up to uint8. */
@inline function widen(bytes: v128, flips: v128): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.xor(bytes, flips)))
}
