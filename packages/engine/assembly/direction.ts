/** One direction of a layer over time, for several inks at once. */

import { VECTOR } from './constants'
import { updateGru } from './gru'
import { updateHidden, updateMemory } from './lstm'
import { multiplyStates } from './multiply'
import { projectInputs } from './project'
import { Block, Direction, GruGates } from './records'
import { emitStates, QUAD_BYTES, restoreStates, storeHidden } from './state'

/** Runs a direction over its whole input. `fused`: the processor has the relaxed dot product. */
export function runDirection(direction: Direction, inks: usize, fused: bool): void {
  advance(direction, inks, restoreStates(direction, inks), direction.count, fused)
}

/** Advances states by the steps `from` … `to` − 1, in runs as long as there is room for projections. */
export function advance(direction: Direction, inks: usize, from: usize, to: usize, fused: bool): void {
  const room = direction.capacity / inks
  while (from < to) {
    const end = min(from + room, to)
    projectInputs(direction, inks, from, end)
    for (let step = from; step < end; step++) {
      multiplyStates(direction, inks, fused)
      updateStates(direction, inks, step - from, end - from)
      if (direction.output + direction.pooled) emitStates(direction, inks, step)
    }
    from = end
  }
}

/** The cells of all inks at one of `steps` projected steps. */
function updateStates(direction: Direction, inks: usize, step: usize, steps: usize): void {
  const stepBytes = direction.blocks * offsetof<Block>()
  for (let ink: usize = 0; ink < inks; ink++) {
    const state = direction.states + ink * direction.stateBytes
    const sums = direction.sums + ink * stepBytes
    const inputs = direction.projections + (ink * steps + step) * stepBytes
    if (direction.cell) updateGruStates(direction, state, sums, inputs)
    else updateLstmStates(direction, state, sums, inputs)
  }
}

@inline function updateLstmStates(direction: Direction, state: usize, sums: usize, inputs: usize): void {
  const scales = direction.recurrentScales, memory = state + direction.memory
  const bytes = direction.quads * VECTOR
  updateMemory(sums, scales, inputs, memory, memory + bytes)
  updateHidden(sums, scales, inputs, memory, state + direction.quantized, state, state + bytes)
}

@inline function updateGruStates(direction: Direction, state: usize, sums: usize, inputs: usize): void {
  let biases = direction.candidateBiases, quantized = state + direction.quantized
  let scales = direction.recurrentScales
  for (const end = state + direction.quads * VECTOR; state < end; state += VECTOR) {
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
