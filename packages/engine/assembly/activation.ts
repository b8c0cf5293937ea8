/**
 * tanh as a clamped rational function, tanh(x) ≈ n/d with n = x · P(x²) and a monic d = Q(x²), and the logistic
 * function through it: σ(2x) = (1 + tanh x) / 2 = (d + n) / 2d. Numerators and denominators stay apart so that
 * cells share their divisions. The coefficients are minimax fits; degrees follow the precision of each kernel:
 * the largest error is 4.1e-4 in the relaxed kernel, whose states are rounded to 1/63, and 5.7e-5 in the other.
 */

import { clamp, madd } from './arithmetic'

/** Limits, then P and Q from the second coefficient down; the first of a longer P is the last. */
const table: usize = ASC_FEATURE_RELAXED_SIMD
  ? memory.data<f32>([-4.25, 4.25, 13.09621, 163.758981, 67.1220509, 164.019491])
  : memory.data<f32>([-5.25, 5.25, 8.14144068, 80.6896597, 34.9886995, 80.7095493, 0.050914664])

// A loop over units takes these before it begins: V8 would load them again for every gate.
@inline export function low(): v128 {
  return v128.load32_splat(table)
}

@inline export function high(): v128 {
  return v128.load32_splat(table, 4)
}

@inline export function p1(): v128 {
  return v128.load32_splat(table, 8)
}

@inline export function p0(): v128 {
  return v128.load32_splat(table, 12)
}

@inline export function q1(): v128 {
  return v128.load32_splat(table, 16)
}

@inline export function q0(): v128 {
  return v128.load32_splat(table, 20)
}

/** `y` is x². */
@inline export function numerator(x: v128, y: v128, p1: v128, p0: v128): v128 {
  if (!ASC_FEATURE_RELAXED_SIMD) p1 = madd(v128.load32_splat(table, 24), y, p1)
  return f32x4.mul(madd(p1, y, p0), x)
}

@inline export function denominator(y: v128, q1: v128, q0: v128): v128 {
  return madd(f32x4.add(y, q1), y, q0)
}

/** The division included, for cells that share none. */
export function tanh(x: v128): v128 {
  const c = clamp(x, low(), high()), y = f32x4.mul(c, c)
  return f32x4.div(numerator(c, y, p1(), p0()), denominator(y, q1(), q0()))
}

/** A gate from the whole-number sum over the hidden state, and the input's share. */
@inline export function gate(sum: v128, scale: v128, input: v128, low: v128, high: v128): v128 {
  return clamp(madd(f32x4.convert_i32x4_s(sum), scale, input), low, high)
}
