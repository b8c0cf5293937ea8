/** The LSTM cell. */

import { clampGate, denominator, gate, numerator } from './activation'
import { madd } from './arithmetic'
import { LstmGates } from './records'

/**
 * Four units: c ← σ(f)·c + σ(i)·tanh(c̃), h = σ(o)·tanh(c), over common denominators. The weights of i, o and f
 * are packed halved, because σ(2x) = (1 + tanh x) / 2. Returns h.
 */
@inline export function updateLstm(sum: LstmGates, scale: LstmGates, input: LstmGates, memory: usize): v128 {
  const i = gate(sum.i, scale.i, input.i), f = gate(sum.f, scale.f, input.f), g = gate(sum.c, scale.c, input.c)
  let y = f32x4.mul(i, i)
  const ni = numerator(i, y), di = denominator(y)
  y = f32x4.mul(f, f)
  const nf = numerator(f, y), df = denominator(y)
  y = f32x4.mul(g, g)
  const ng = numerator(g, y), dg = denominator(y)
  const kept = f32x4.mul(v128.load(memory), f32x4.add(df, nf))
  const added = f32x4.mul(f32x4.mul(f32x4.add(di, ni), ng), df)
  const dig = f32x4.mul(di, dg), difg = f32x4.mul(dig, df)
  const c = f32x4.div(madd(kept, dig, added), f32x4.add(difg, difg))
  v128.store(memory, c)
  const o = gate(sum.o, scale.o, input.o), t = clampGate(c)
  y = f32x4.mul(o, o)
  const on = numerator(o, y), od = denominator(y)
  y = f32x4.mul(t, t)
  const nt = numerator(t, y), otd = f32x4.mul(od, denominator(y))
  return f32x4.div(f32x4.mul(f32x4.add(od, on), nt), f32x4.add(otd, otd))
}
