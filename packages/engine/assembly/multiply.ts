/**
 * The hidden state's share of the gates: recurrent weights × quantized hidden state. A vector holds, for four
 * rows, the weights of as many neighbouring states as fit in 32 bits; the states are splatted, so no sum across
 * a vector is ever needed. Eight sums stay in registers: eight vectors of one ink, or four vectors of two inks,
 * which halves the loads of weights.
 */

import { QUAD_BYTES } from './constants'
import { multiplySplit } from './multiply-split'
import { multiplyWhole, multiplyWholePair } from './multiply-whole'
import { Block, Direction, gateBytes, HalfBlock } from './records'
import { quantizedOf, stateBytes } from './state'

/** Whether `multiply-whole.ts` is faster here than `multiply-split.ts`. */
let whole: bool = false

/** The probe's finding: the relaxed dot product is one instruction here. */
export function setWhole(found: bool): void {
  whole = found
}

@inline export function isWhole(): bool {
  return !ASC_FEATURE_RELAXED_SIMD || whole
}

/** Bytes of a block of recurrent weights: a row of 32 for each state. */
@inline export function blockBytes(direction: Direction): usize {
  return direction.quads * QUAD_BYTES * 32
}

/** A block's weights are read once for all inks. */
export function multiplyStates(direction: Direction, inks: usize): void {
  const bytes = blockBytes(direction), state = stateBytes(direction), sums = gateBytes(direction)
  let weights = direction.recurrentWeights
  for (let at = direction.scratch, end = at + sums; at < end; at += offsetof<Block>(), weights += bytes) {
    let hidden = quantizedOf(direction, direction.states), out = at, left = inks
    if (!ASC_FEATURE_RELAXED_SIMD) {
      for (; left > 1; left -= 2) {
        multiplyPair(weights, weights + bytes, hidden, hidden + state, out, out + sums)
        hidden += 2 * state
        out += 2 * sums
      }
    }
    for (; left > 0; left--) {
      if (isWhole()) multiplyWhole(weights, weights + bytes, hidden, changetype<Block>(out))
      else multiplySplit(weights, weights + bytes, hidden, changetype<Block>(out))
      hidden += state
      out += sums
    }
  }
}

/** Both halves of a block for two inks, whose sums go to `a` and `b`. */
@inline function multiplyPair(
  weights: usize, end: usize, hiddenA: usize, hiddenB: usize, a: usize, b: usize,
): void {
  for (let half = 0; half < 2; half++) {
    multiplyWholePair(weights, end, hiddenA, hiddenB, changetype<HalfBlock>(a), changetype<HalfBlock>(b))
    weights += offsetof<HalfBlock>()
    a += offsetof<HalfBlock>()
    b += offsetof<HalfBlock>()
  }
}
