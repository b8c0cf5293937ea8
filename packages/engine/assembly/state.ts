/**
 * The state of a direction for one ink: the hidden state in float32 at its beginning, then what the offsets in
 * `Direction` name.
 */

import { madd } from './arithmetic'
import { maskI7, rangeI7, rangeI16, roundI7, roundI16, VECTOR } from './constants'
import { Direction } from './records'

/** The row of an ink's input that a direction reads at its `step`. */
@inline export function rowOf(direction: Direction, ink: usize, step: usize): usize {
  const steps = direction.input.steps
  return ink * steps + (direction.reversed ? steps - 1 - step : step)
}

/** A row whose list of pairs is empty. */
@inline function isBlank(direction: Direction, row: usize): bool {
  const input = direction.input
  return load<usize>(input.pairEnds + row * 4) == input.pairs + row * input.rowBytes
}

/**
 * Starts every ink from the state after the blank steps it begins with: that state depends on the weights alone
 * and was computed once. Returns the first step that is left to run.
 */
export function restoreStates(direction: Direction, inks: usize): usize {
  const bytes = direction.stateBytes
  let blank = direction.blankSteps
  for (let ink: usize = 0; ink < inks; ink++) {
    let step: usize = 0
    while (step < blank && isBlank(direction, rowOf(direction, ink, step))) step++
    blank = step
  }
  for (let ink: usize = 0; ink < inks; ink++) {
    memory.copy(direction.states + ink * bytes, direction.blankStates + blank * bytes, bytes)
  }
  return blank
}

/** Stores four hidden states as float32, and as what the next step multiplies. */
@inline export function storeHidden(hidden: usize, quantized: usize, h: v128): void {
  v128.store(hidden, h)
  if (ASC_FEATURE_RELAXED_SIMD) {
    const whole = v128.and(madd(h, rangeI7(), roundI7()), maskI7())
    const words = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(quantized, i8x16.narrow_i16x8_u(words, words), 0)
  } else {
    const whole = i32x4.shr_s(i32x4.shl(madd(h, rangeI16(), roundI16()), 16), 16)
    v128.store64_lane(quantized, i16x8.narrow_i32x4_s(whole, whole), 0)
  }
}

/** Bytes of four quantized states. */
export const QUAD_BYTES: usize = ASC_FEATURE_RELAXED_SIMD ? 4 : 8

/** Hands the hidden states of a step on: to the next layer's rows, or to the sum and maximum over time. */
export function emitStates(direction: Direction, inks: usize, step: usize): void {
  const bytes = direction.quads * VECTOR
  let state = direction.states
  for (let ink: usize = 0; ink < inks; ink++, state += direction.stateBytes) {
    if (direction.output) {
      memory.copy(direction.output + rowOf(direction, ink, step) * direction.outputRowBytes, state, bytes)
    }
    if (direction.pooled) poolState(state, bytes, state + direction.sum, state + direction.maximum)
  }
}

@inline function poolState(state: usize, bytes: usize, sum: usize, maximum: usize): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const hidden = v128.load(state + at)
    v128.store(sum + at, f32x4.add(v128.load(sum + at), hidden))
    v128.store(maximum + at, f32x4.pmax(v128.load(maximum + at), hidden))
  }
}
