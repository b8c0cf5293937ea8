/** The GRU cell whose reset gate follows the linear map (ONNX `linear_before_reset` = 1). */

import { clampGate, denominator, gate, numerator } from './activation'
import { madd } from './arithmetic'
import { GruGates } from './records'

/**
 * Four units: h ← (1 − σ(z))·tanh(h̃) + σ(z)·h with h̃ = x + σ(r)·(U·h + b). The weights of z and r are packed
 * halved. `hidden` is h, `bias` is b; returns the new h.
 */
@inline export function updateGru(sum: GruGates, scale: GruGates, input: GruGates, hidden: v128, bias: v128): v128 {
  const z = gate(sum.z, scale.z, input.z), r = gate(sum.r, scale.r, input.r)
  let y = f32x4.mul(r, r)
  const rN = numerator(r, y), rD = denominator(y)
  const inner = madd(f32x4.convert_i32x4_s(sum.h), scale.h, bias)
  const reset = f32x4.div(f32x4.mul(f32x4.add(rD, rN), inner), f32x4.add(rD, rD))
  const g = clampGate(f32x4.add(input.h, reset))
  y = f32x4.mul(g, g)
  const gN = numerator(g, y), gD = denominator(y)
  y = f32x4.mul(z, z)
  const zN = numerator(z, y), zD = denominator(y)
  const fresh = f32x4.mul(f32x4.sub(zD, zN), gN)
  const kept = f32x4.mul(f32x4.mul(f32x4.add(zD, zN), hidden), gD)
  const zgD = f32x4.mul(zD, gD)
  return f32x4.div(f32x4.add(fresh, kept), f32x4.add(zgD, zgD))
}
