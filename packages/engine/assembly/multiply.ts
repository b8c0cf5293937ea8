/**
 * The hidden state's share of the gates: recurrent weights × quantized hidden state. A vector holds, for four
 * rows, the weights of as many neighbouring states as fit in 32 bits; the states are splatted, so no sum across
 * a vector is ever needed. Eight sums stay in registers: eight vectors of one ink, or four vectors of two inks,
 * which halves the loads of weights.
 */

import { multiplyFused } from './multiply-fused'
import { multiplyI16, multiplyI16Pair } from './multiply-i16'
import { multiplySplit, multiplySplitPair } from './multiply-split'
import { Block, Direction, HalfBlock } from './records'

/** A block's weights are read once for all inks. `fused`: the processor has the relaxed dot product. */
export function multiplyStates(direction: Direction, inks: usize, fused: bool): void {
  const bytes = direction.recurrentBytes, stateBytes = direction.stateBytes
  const inkBytes = direction.blocks * offsetof<Block>()
  for (let block: usize = 0; block < direction.blocks; block++) {
    const weights = direction.recurrentWeights + block * bytes
    let hidden = direction.states + direction.quantized
    let out = direction.sums + block * offsetof<Block>()
    let left = inks
    if (!fused) {
      for (; left > 1; left -= 2) {
        multiplyPair(weights, weights + bytes, hidden, hidden + stateBytes, out, out + inkBytes)
        hidden += 2 * stateBytes
        out += 2 * inkBytes
      }
    }
    for (; left > 0; left--) {
      multiplyOne(weights, weights + bytes, hidden, changetype<Block>(out), fused)
      hidden += stateBytes
      out += inkBytes
    }
  }
}

@inline function multiplyOne(weights: usize, end: usize, hidden: usize, out: Block, fused: bool): void {
  if (!ASC_FEATURE_RELAXED_SIMD) multiplyI16(weights, end, hidden, out)
  else if (fused) multiplyFused(weights, end, hidden, out)
  else multiplySplit(weights, end, hidden, out)
}

/** Both halves of a block for two inks, whose sums go to `a` and `b`. */
@inline function multiplyPair(
  weights: usize, end: usize, hiddenA: usize, hiddenB: usize, a: usize, b: usize,
): void {
  for (let half = 0; half < 2; half++) {
    const outA = changetype<HalfBlock>(a), outB = changetype<HalfBlock>(b)
    if (ASC_FEATURE_RELAXED_SIMD) multiplySplitPair(weights, end, hiddenA, hiddenB, outA, outB)
    else multiplyI16Pair(weights, end, hiddenA, hiddenB, outA, outB)
    weights += offsetof<HalfBlock>()
    a += offsetof<HalfBlock>()
    b += offsetof<HalfBlock>()
  }
}
