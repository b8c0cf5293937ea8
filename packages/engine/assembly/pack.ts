/** Matrices as a file holds them, quantized and laid out for `project.ts` and `multiply.ts`, when a network is loaded. */

import { HIDDEN_RANGE, HIDDEN_ZERO, INPUT_RANGE, VECTOR } from './constants'
import { blockBytes } from './multiply'
import { PackedRow, packRow } from './pack-row'
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
  const packed = changetype<PackedRow>(direction.scratch)
  const buffer = direction.scratch + offsetof<PackedRow>(), end = buffer + ((columns + 3) & -4) * 4
  let largest: f32 = 0
  memory.fill(buffer, 0, end - buffer)
  for (let row: usize = 0; row < rows; row++) {
    for (let column: usize = 0; column < columns; column++) {
      const at = buffer + column * 4
      if (scales) store<f32>(at, byteAt(data + column * rows + row, scales, zeros, row * perRow, flip))
      else store<f32>(at, load<f32>(data + (row * columns + column) * 4))
    }
    const gate = row / units, unit = row % units
    const vector = (unit >> 2) * gates + gate, lane = (unit & 3) * 4
    packRow(buffer, end, target + (vector >> 3) * bytes + (vector & 7) * VECTOR + lane, recurrent, packed)
    // Logistic gates are evaluated as σ(2x): their weights are halved. The last gate of a cell is a tanh.
    const factor: f32 = gate == gates - 1 ? 1 : 0.5
    const added = load<f32>(bias + row * 4), place = vector * VECTOR + lane
    store<f32>(rowScales + place, packed.unit * factor / (range * std))
    const inside = recurrent && gate == 2 && direction.cell
    const sum = inside ? candidateBiases(direction) + unit * 4 : biases(direction) + place
    store<f32>(sum, load<f32>(sum) + (added - shift * packed.unit * packed.wholes) * factor)
    largest = max(largest, packed.magnitude + abs(added))
  }
  return largest
}

@inline function byteAt(at: usize, scales: usize, zeros: usize, place: usize, flip: usize): f32 {
  const whole = <i32>(load<u8>(at) ^ <u8>flip) - <i32>(load<u8>(zeros + place) ^ <u8>flip)
  return <f32>whole * load<f32>(scales + place * 4)
}
