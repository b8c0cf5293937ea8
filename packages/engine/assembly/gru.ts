/** The GRU cell whose reset gate follows the linear map (ONNX `linear_before_reset` = 1). */

import { tanh } from './activation'
import { madd } from './arithmetic'
import { half } from './constants'
import { GruGates } from './records'

/**
 * Four units: h ← (1 − σ(z))·tanh(h̃) + σ(z)·h with h̃ = x + σ(r)·(U·h + b). The weights of z and r are packed
 * halved, because σ(2x) = (1 + tanh x) / 2. `hidden` is h, `bias` is b; returns the new h.
 */
@inline export function updateGru(sum: GruGates, scale: GruGates, input: GruGates, hidden: v128, bias: v128): v128 {
  const inner = weigh(sum.h, scale.h, bias)
  const reset = mean(inner, inner, tanh(weigh(sum.r, scale.r, input.r)))
  const fresh = tanh(f32x4.add(input.h, reset))
  return mean(f32x4.add(fresh, hidden), f32x4.sub(hidden, fresh), tanh(weigh(sum.z, scale.z, input.z)))
}

@inline function weigh(sum: v128, scale: v128, added: v128): v128 {
  return madd(f32x4.convert_i32x4_s(sum), scale, added)
}

/** (a + b · t) / 2 */
@inline function mean(a: v128, b: v128, t: v128): v128 {
  return f32x4.mul(madd(b, t, a), half())
}
