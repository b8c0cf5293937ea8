/**
 * tanh as a clamped rational function, tanh(x) ≈ n/d with n = x · P(x²) and a monic d = Q(x²), and the logistic
 * function through it: σ(2x) = (1 + tanh x) / 2 = (d + n) / 2d. Numerators and denominators stay apart so that
 * cells share their divisions. The coefficients are minimax fits; degrees follow the precision of each kernel:
 * the largest error is 4.1e-4 in the relaxed kernel, whose states are rounded to 1/63, and 5.7e-5 in the other.
 */

import { clamp, madd } from './arithmetic'

/** Limits, then P and Q from the highest coefficient down. */
const relaxed: usize = memory.data<f32>([
  -4.25, -4.25, -4.25, -4.25,
  4.25, 4.25, 4.25, 4.25,
  13.09621, 13.09621, 13.09621, 13.09621,
  163.758981, 163.758981, 163.758981, 163.758981,
  67.1220509, 67.1220509, 67.1220509, 67.1220509,
  164.019491, 164.019491, 164.019491, 164.019491,
], 16)

const baseline: usize = memory.data<f32>([
  -5.25, -5.25, -5.25, -5.25,
  5.25, 5.25, 5.25, 5.25,
  0.050914664, 0.050914664, 0.050914664, 0.050914664,
  8.14144068, 8.14144068, 8.14144068, 8.14144068,
  80.6896597, 80.6896597, 80.6896597, 80.6896597,
  34.9886995, 34.9886995, 34.9886995, 34.9886995,
  80.7095493, 80.7095493, 80.7095493, 80.7095493,
], 16)

@inline export function clampGate(x: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return clamp(x, v128.load(relaxed), v128.load(relaxed, 16))
  return clamp(x, v128.load(baseline), v128.load(baseline, 16))
}

/** `y` is x². */
@inline export function numerator(x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return f32x4.mul(madd(v128.load(relaxed, 32), y, v128.load(relaxed, 48)), x)
  }
  const n = madd(v128.load(baseline, 32), y, v128.load(baseline, 48))
  return f32x4.mul(madd(n, y, v128.load(baseline, 64)), x)
}

@inline export function denominator(y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return madd(f32x4.add(y, v128.load(relaxed, 64)), y, v128.load(relaxed, 80))
  }
  return madd(f32x4.add(y, v128.load(baseline, 80)), y, v128.load(baseline, 96))
}

/** A gate from the whole-number sum over the hidden state, and the input's share. */
@inline export function gate(sum: v128, scale: v128, input: v128): v128 {
  return clampGate(madd(f32x4.convert_i32x4_s(sum), scale, input))
}
