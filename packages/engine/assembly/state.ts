/**
 * The state of a direction for one ink: five runs as long as a float32 for each unit. They are the hidden state,
 * the memory of an LSTM, the mean and the maximum over time, and the hidden state quantized.
 */

import { madd } from './arithmetic'
import { hiddenRange, hiddenRound, maskI7, VECTOR } from './constants'
import { Direction, unitBytes } from './records'

@inline export function stateBytes(direction: Direction): usize {
  return 5 * unitBytes(direction)
}

@inline export function memoryOf(direction: Direction, state: usize): usize {
  return state + unitBytes(direction)
}

@inline export function meanOf(direction: Direction, state: usize): usize {
  return state + 2 * unitBytes(direction)
}

@inline export function maximumOf(direction: Direction, state: usize): usize {
  return state + 3 * unitBytes(direction)
}

@inline export function quantizedOf(direction: Direction, state: usize): usize {
  return state + 4 * unitBytes(direction)
}

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
  const bytes = stateBytes(direction)
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
  const rounded = madd(h, hiddenRange(), hiddenRound())
  if (ASC_FEATURE_RELAXED_SIMD) {
    const whole = v128.and(rounded, maskI7())
    const words = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(quantized, i8x16.narrow_i16x8_u(words, words), 0)
  } else {
    const whole = i32x4.shr_s(i32x4.shl(rounded, 16), 16)
    v128.store64_lane(quantized, i16x8.narrow_i32x4_s(whole, whole), 0)
  }
}

/** Hands the hidden states of a step on: to the next layer's rows, or to the mean and maximum over time. */
export function emitStates(direction: Direction, inks: usize, step: usize): void {
  const bytes = unitBytes(direction), output = direction.output
  let state = direction.states
  for (let ink: usize = 0; ink < inks; ink++, state += stateBytes(direction)) {
    if (output) {
      const row = output.rows + rowOf(direction, ink, step) * output.rowBytes
      memory.copy(row + direction.reversed * bytes, state, bytes)
    } else if (direction.maximumOffset) {
      const share = f32x4.splat(1 / <f32>direction.count)
      poolState(state, bytes, meanOf(direction, state), maximumOf(direction, state), share)
    }
  }
}

@inline function poolState(state: usize, bytes: usize, mean: usize, maximum: usize, share: v128): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const hidden = v128.load(state + at)
    v128.store(mean + at, madd(hidden, share, v128.load(mean + at)))
    v128.store(maximum + at, f32x4.pmax(v128.load(maximum + at), hidden))
  }
}

/** Writes this direction's part of each ink's read-out. */
export function writeReadouts(direction: Direction, inks: usize): void {
  const bytes = unitBytes(direction), further = direction.maximumOffset
  let state = direction.states, to = direction.readout
  for (; inks > 0; inks--) {
    memory.copy(to, further ? meanOf(direction, state) : state, bytes)
    if (further) memory.copy(to + further, maximumOf(direction, state), bytes)
    state += stateBytes(direction)
    to += direction.readoutBytes
  }
}
