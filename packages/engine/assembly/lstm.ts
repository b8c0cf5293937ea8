/**
 * The LSTM cell, c ← σ(f)·c + σ(i)·tanh(c̃), h = σ(o)·tanh(c), over common denominators. The weights of i, o and f
 * are packed halved, because σ(2x) = (1 + tanh x) / 2. Memory and hidden state are two passes over the units: the
 * chain of operations of each is short enough for the processor to overlap several quads.
 */

import { denominator, gate, high, low, numerator, p0, p1, q0, q1 } from './activation'
import { clamp, madd } from './arithmetic'
import { QUAD_BYTES, VECTOR } from './constants'
import { LstmGates } from './records'
import { storeHidden } from './state'

/** Updates the memory of the quads up to address `end`. */
@inline export function updateMemory(sums: usize, scales: usize, inputs: usize, memory: usize, end: usize): void {
  const least = low(), most = high(), n1 = p1(), n0 = p0(), d1 = q1(), d0 = q0()
  for (; memory < end; memory += VECTOR) {
    const sum = changetype<LstmGates>(sums), scale = changetype<LstmGates>(scales)
    const input = changetype<LstmGates>(inputs)
    const i = gate(sum.i, scale.i, input.i, least, most), f = gate(sum.f, scale.f, input.f, least, most)
    const g = gate(sum.c, scale.c, input.c, least, most)
    let y = f32x4.mul(i, i)
    const iN = numerator(i, y, n1, n0), iD = denominator(y, d1, d0)
    y = f32x4.mul(f, f)
    const fN = numerator(f, y, n1, n0), fD = denominator(y, d1, d0)
    y = f32x4.mul(g, g)
    const gN = numerator(g, y, n1, n0), gD = denominator(y, d1, d0)
    const kept = f32x4.mul(v128.load(memory), f32x4.add(fD, fN))
    const added = f32x4.mul(f32x4.mul(f32x4.add(iD, iN), gN), fD)
    const igD = f32x4.mul(iD, gD), ifgD = f32x4.mul(igD, fD)
    v128.store(memory, f32x4.div(madd(kept, igD, added), f32x4.add(ifgD, ifgD)))
    sums += offsetof<LstmGates>()
    scales += offsetof<LstmGates>()
    inputs += offsetof<LstmGates>()
  }
}

/** Updates the hidden states of the quads up to address `end`, from the memory. */
@inline export function updateHidden(
  sums: usize, scales: usize, inputs: usize, memory: usize, quantized: usize, hidden: usize, end: usize,
): void {
  const least = low(), most = high(), n1 = p1(), n0 = p0(), d1 = q1(), d0 = q0()
  for (; hidden < end; hidden += VECTOR) {
    const sum = changetype<LstmGates>(sums), scale = changetype<LstmGates>(scales)
    const input = changetype<LstmGates>(inputs)
    const o = gate(sum.o, scale.o, input.o, least, most), c = clamp(v128.load(memory), least, most)
    let y = f32x4.mul(o, o)
    const oN = numerator(o, y, n1, n0), oD = denominator(y, d1, d0)
    y = f32x4.mul(c, c)
    const cN = numerator(c, y, n1, n0), ocD = f32x4.mul(oD, denominator(y, d1, d0))
    const h = f32x4.div(f32x4.mul(f32x4.add(oD, oN), cN), f32x4.add(ocD, ocD))
    storeHidden(hidden, quantized, h)
    sums += offsetof<LstmGates>()
    scales += offsetof<LstmGates>()
    inputs += offsetof<LstmGates>()
    memory += VECTOR
    quantized += QUAD_BYTES
  }
}
