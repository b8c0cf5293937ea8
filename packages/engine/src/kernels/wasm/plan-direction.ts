import type { RecurrentClassifier, RecurrentLayer } from '../../graph/recurrent.ts'
import { Arena } from './arena.ts'
import { type Arithmetic, hiddenBytes } from './arithmetic.ts'
import { BLOCK_VECTORS, LANES } from './constants.ts'
import type { Scratch, SequencePlan } from './plan.ts'
import type { DirectionRecord } from './records.ts'
import { rowBlocks } from './row-blocks.ts'

/** Blank steps at the beginning whose states are remembered: paper above and below a character. */
const BLANK_STEPS = 12

/** What surrounds a direction. */
export interface DirectionPlace {
  readonly network: RecurrentClassifier
  readonly arithmetic: Arithmetic
  readonly tile: number
  readonly scratch: Scratch
  readonly input: SequencePlan
  /** The input of the next layer, or none after the last. */
  readonly output: SequencePlan | undefined
}

/** Allocates the weights and states of a direction. The second one of a layer runs backward. */
export function planDirection(
  arena: Arena,
  layer: RecurrentLayer,
  index: number,
  { network, arithmetic, tile, scratch, input, output }: DirectionPlace,
): DirectionRecord {
  const { blocks, quads, rows } = rowBlocks(layer)
  const pooled = !output && network.readout === 'mean-max'
  const state = planState(layer, arithmetic, pooled)
  const firstOnly = !output && network.readout === 'last-step' && index === 1
  const count = firstOnly ? 1 : input.record.steps
  // The output rows of remembered steps would be missing.
  const blankSteps = output ? 0 : Math.min(BLANK_STEPS, count)
  // A row of weights is as wide as the states it meets.
  const recurrentBytes = BLOCK_VECTORS * LANES * hiddenBytes(layer.hiddenSize, arithmetic)
  return {
    input: input.address,
    cell: layer.cell === 'lstm' ? 0 : 1,
    blocks,
    quads,
    count,
    reversed: index,
    inputWeights: arena.allocate((rows * input.record.rowBytes) / 2),
    inputScales: arena.allocate(rows * 4),
    biases: arena.allocate(rows * 4),
    recurrentWeights: arena.allocate(blocks * recurrentBytes),
    recurrentBytes,
    recurrentScales: arena.allocate(rows * 4),
    candidateBiases: layer.cell === 'gru' ? arena.allocate(layer.hiddenSize * 4) : 0,
    states: arena.allocate(tile * state.stateBytes),
    ...state,
    blankStates: arena.allocate((blankSteps + 1) * state.stateBytes),
    blankSteps,
    projections: scratch.projections,
    capacity: scratch.capacity,
    sums: scratch.sums,
    output: output ? output.record.rows + index * layer.hiddenSize * 4 : 0,
    outputRowBytes: output ? output.record.rowBytes : 0,
    pooled: pooled ? 1 : 0,
  }
}

/** Offsets within a state; the hidden state in float32 comes first. */
function planState(layer: RecurrentLayer, arithmetic: Arithmetic, pooled: boolean) {
  const arena = new Arena(layer.hiddenSize * 4)
  const floats = (wanted: boolean) => (wanted ? arena.allocate(layer.hiddenSize * 4) : 0)
  const offsets = {
    memory: floats(layer.cell === 'lstm'),
    sum: floats(pooled),
    maximum: floats(pooled),
    quantized: arena.allocate(hiddenBytes(layer.hiddenSize, arithmetic)),
  }
  return { ...offsets, stateBytes: arena.size }
}
