/** The linear head in float32. */

import { madd } from './arithmetic'
import { VECTOR, zero } from './constants'
import { Head } from './records'

/** Writes `inks × labels` logits. */
export function runHead(head: Head, inks: usize): void {
  const bytes = head.bytes
  let logits = head.logits, readout = head.readouts
  for (; inks > 0; inks--, readout += bytes) {
    let weights = head.weights
    for (let label: usize = 0; label < head.labels; label++, weights += bytes, logits += 4) {
      store<f32>(logits, dotRow(readout, weights, bytes) + load<f32>(head.biases + label * 4))
    }
  }
}

@inline function dotRow(readout: usize, weights: usize, bytes: usize): f32 {
  let a = zero(), b = a
  for (let at: usize = 0; at < bytes; at += 2 * VECTOR) {
    a = madd(v128.load(readout + at), v128.load(weights + at), a)
    b = madd(v128.load(readout + at, VECTOR), v128.load(weights + at, VECTOR), b)
  }
  a = f32x4.add(a, b)
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3))
}
