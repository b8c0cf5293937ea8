/**
 * tanh as a clamped rational function, tanh(x) ≈ n/d with n = x · P(x²) and a monic d = Q(x²), and the logistic
 * function through it: σ(2x) = (1 + tanh x) / 2 = (d + n) / 2d. Numerators and denominators stay apart so that
 * cells share their divisions. The coefficients are minimax fits; degrees follow the precision of each kernel:
 * the largest error is 4.1e-4 in the relaxed kernel, whose states are rounded to 1/63, and 5.7e-5 in the other.
 */

import { clamp, madd } from './arithmetic'

/** Limits, then P and Q from the highest coefficient down. */
const table: usize = ASC_FEATURE_RELAXED_SIMD
  ? memory.data<f32>([-4.25, 4.25, 13.09621, 163.758981, 67.1220509, 164.019491])
  : memory.data<f32>([-5.25, 5.25, 0.050914664, 8.14144068, 80.6896597, 34.9886995, 80.7095493])

@inline export function clampGate(x: v128): v128 {
  return clamp(x, v128.load32_splat(table), v128.load32_splat(table, 4))
}

/** `y` is x². */
@inline export function numerator(x: v128, y: v128): v128 {
  let n = madd(v128.load32_splat(table, 8), y, v128.load32_splat(table, 12))
  if (!ASC_FEATURE_RELAXED_SIMD) n = madd(n, y, v128.load32_splat(table, 16))
  return f32x4.mul(n, x)
}

@inline export function denominator(y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return madd(f32x4.add(y, v128.load32_splat(table, 16)), y, v128.load32_splat(table, 20))
  }
  return madd(f32x4.add(y, v128.load32_splat(table, 20)), y, v128.load32_splat(table, 24))
}

/** The division included, for cells that share none. */
export function tanh(x: v128): v128 {
  const c = clampGate(x), y = f32x4.mul(c, c)
  return f32x4.div(numerator(c, y), denominator(y))
}

/** A gate from the whole-number sum over the hidden state, and the input's share. */
@inline export function gate(sum: v128, scale: v128, input: v128): v128 {
  return clampGate(madd(f32x4.convert_i32x4_s(sum), scale, input))
}
