/** One direction of a layer over time, for several inks at once. */

import { HIDDEN_ZERO, QUAD_BYTES, VECTOR } from './constants'
import { updateGru } from './gru'
import { updateHidden, updateMemory } from './lstm'
import { multiplyStates } from './multiply'
import { projectInputs } from './project'
import { quantizeSequence } from './quantize'
import { candidateBiases, Direction, gateBytes, GruGates, recurrentScales, unitBytes } from './records'
import {
  emitStates, maximumOf, memoryOf, quantizedOf, restoreStates, stateBytes, storeHidden, writeReadouts,
} from './state'

/** Steps × inks whose input is projected at once; `pack-network.ts` makes room for them. */
const PROJECTIONS: usize = 32

/** Any byte that makes a float32 below all hidden states: 0xc0c0c0c0 is −6.02. */
const BELOW_STATES: u8 = 0xc0

/** Runs a direction over its whole input, which the first direction of a layer quantizes for both. */
export function runDirection(direction: Direction, inks: usize): void {
  if (!direction.reversed) quantizeSequence(direction.input, inks)
  advance(direction, inks, restoreStates(direction, inks), direction.count)
  if (direction.readout) writeReadouts(direction, inks)
}

/**
 * Writes the first state, and what blank paper makes of it: the input's rows must be zeros. Called once, when the
 * weights are packed.
 */
export function prepareDirection(direction: Direction): void {
  const bytes = stateBytes(direction), state = direction.states
  let blank = direction.blankStates
  memory.fill(quantizedOf(direction, blank), <u8>HIDDEN_ZERO, direction.quads * QUAD_BYTES)
  memory.fill(maximumOf(direction, blank), BELOW_STATES, unitBytes(direction))
  quantizeSequence(direction.input, 1)
  memory.copy(state, blank, bytes)
  for (let step: usize = 0; step < direction.blankSteps; step++) {
    advance(direction, 1, step, step + 1)
    blank += bytes
    memory.copy(blank, state, bytes)
  }
}

/** Advances states by the steps `from` … `to` − 1, in runs as long as there is room for projections. */
function advance(direction: Direction, inks: usize, from: usize, to: usize): void {
  const run = PROJECTIONS / inks
  while (from < to) {
    const end = min(from + run, to)
    const projections = direction.scratch + inks * gateBytes(direction)
    projectInputs(direction, inks, from, end, projections)
    for (let step = from; step < end; step++) {
      multiplyStates(direction, inks)
      updateStates(direction, inks, projections + (step - from) * gateBytes(direction), end - from)
      emitStates(direction, inks, step)
    }
    from = end
  }
}

/** The cells of all inks at one of `steps` projected steps; `inputs` is the first ink's. */
function updateStates(direction: Direction, inks: usize, inputs: usize, steps: usize): void {
  const bytes = gateBytes(direction)
  let state = direction.states, sums = direction.scratch
  for (; inks > 0; inks--) {
    if (direction.cell) updateGruStates(direction, state, sums, inputs)
    else updateLstmStates(direction, state, sums, inputs)
    state += stateBytes(direction)
    sums += bytes
    inputs += bytes * steps
  }
}

@inline function updateLstmStates(direction: Direction, state: usize, sums: usize, inputs: usize): void {
  const scales = recurrentScales(direction), memory = memoryOf(direction, state), bytes = unitBytes(direction)
  updateMemory(sums, scales, inputs, memory, memory + bytes)
  updateHidden(sums, scales, inputs, memory, quantizedOf(direction, state), state, state + bytes)
}

@inline function updateGruStates(direction: Direction, state: usize, sums: usize, inputs: usize): void {
  let biases = candidateBiases(direction), quantized = quantizedOf(direction, state)
  let scales = recurrentScales(direction)
  for (const end = state + unitBytes(direction); state < end; state += VECTOR) {
    const h = updateGru(
      changetype<GruGates>(sums), changetype<GruGates>(scales), changetype<GruGates>(inputs),
      v128.load(state), v128.load(biases),
    )
    storeHidden(state, quantized, h)
    sums += offsetof<GruGates>()
    scales += offsetof<GruGates>()
    inputs += offsetof<GruGates>()
    biases += VECTOR
    quantized += QUAD_BYTES
  }
}
