/** Arithmetic with two spellings: one instruction of relaxed SIMD, or several of baseline SIMD. */

/** a · b + c */
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

@inline export function clamp(x: v128, low: v128, high: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_max(f32x4.relaxed_min(x, high), low)
  return f32x4.pmax(low, f32x4.pmin(high, x))
}

/** The largest lane; not a number when one is not. */
export function largestOf(x: v128): f32 {
  const low = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1))
  return max(low, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)))
}
