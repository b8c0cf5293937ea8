/** The linear head in float32. */

import { madd } from './arithmetic'
import { VECTOR, zero } from './constants'

/** Writes `inks × labels` logits for read-outs of `bytes` bytes, a multiple of 32. */
export function runHead(
  readouts: usize, bytes: usize, weights: usize, biases: usize, labels: usize, logits: usize, inks: usize,
): void {
  for (let ink: usize = 0; ink < inks; ink++) {
    const readout = readouts + ink * bytes
    for (let label: usize = 0; label < labels; label++) {
      const sum = dotRow(readout, weights + label * bytes, bytes)
      store<f32>(logits, sum + load<f32>(biases + label * 4))
      logits += 4
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
