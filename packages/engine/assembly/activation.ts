/**
 * tanh as a clamped rational function, tanh(x) ≈ n/d with n = x · P(x²), d = Q(x²), and the logistic function
 * through it: σ(2x) = (1 + tanh x) / 2 = (d + n) / 2d. Numerators and denominators stay apart so that a cell
 * shares its divisions. The degrees follow the precision of each kernel.
 */

import { clamp, madd } from './arithmetic'

const relaxed: usize = memory.data<f32>([
  -5.5, -5.5, -5.5, -5.5,
  5.5, 5.5, 5.5, 5.5,
  0.000607387819, 0.000607387819, 0.000607387819, 0.000607387819,
  0.100004411, 0.100004411, 0.100004411, 0.100004411,
  0.999686706, 0.999686706, 0.999686706, 0.999686706,
  0.0121409964, 0.0121409964, 0.0121409964, 0.0121409964,
  0.432483739, 0.432483739, 0.432483739, 0.432483739,
  1, 1, 1, 1,
], 16)

const baseline: usize = memory.data<f32>([
  -7, -7, -7, -7,
  7, 7, 7, 7,
  3.93004318e-6, 3.93004318e-6, 3.93004318e-6, 3.93004318e-6,
  0.00227699666, 0.00227699666, 0.00227699666, 0.00227699666,
  0.123021925, 0.123021925, 0.123021925, 0.123021925,
  0.999995688, 0.999995688, 0.999995688, 0.999995688,
  0.00014235162, 0.00014235162, 0.00014235162, 0.00014235162,
  0.0210722181, 0.0210722181, 0.0210722181, 0.0210722181,
  0.456340412, 0.456340412, 0.456340412, 0.456340412,
  1, 1, 1, 1,
], 16)

@inline export function clampGate(x: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return clamp(x, v128.load(relaxed), v128.load(relaxed, 16))
  return clamp(x, v128.load(baseline), v128.load(baseline, 16))
}

/** `y` is x². */
@inline export function numerator(x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    let n = madd(v128.load(relaxed, 32), y, v128.load(relaxed, 48))
    n = madd(n, y, v128.load(relaxed, 64))
    return f32x4.mul(n, x)
  }
  let n = madd(v128.load(baseline, 32), y, v128.load(baseline, 48))
  n = madd(n, y, v128.load(baseline, 64))
  n = madd(n, y, v128.load(baseline, 80))
  return f32x4.mul(n, x)
}

@inline export function denominator(y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    const d = madd(v128.load(relaxed, 80), y, v128.load(relaxed, 96))
    return madd(d, y, v128.load(relaxed, 112))
  }
  let d = madd(v128.load(baseline, 96), y, v128.load(baseline, 112))
  d = madd(d, y, v128.load(baseline, 128))
  return madd(d, y, v128.load(baseline, 144))
}

/** A gate from the whole-number sum over the hidden state, and the input's share. */
@inline export function gate(sum: v128, scale: v128, input: v128): v128 {
  return clampGate(madd(f32x4.convert_i32x4_s(sum), scale, input))
}
