import type {
  RecurrentClassifier,
  RecurrentDirection,
  RecurrentLayer,
} from '../../graph/recurrent.ts'
import { branchSteps, stateSize } from '../../graph/sizes.ts'
import { Arena } from './arena.ts'
import type { Arithmetic } from './arithmetic.ts'
import { BLOCK_VECTORS, VECTOR } from './constants.ts'
import { planDirection } from './plan-direction.ts'
import {
  DIRECTION_FIELDS,
  type DirectionRecord,
  SEQUENCE_FIELDS,
  type SequenceRecord,
} from './records.ts'
import { rowBlocks } from './row-blocks.ts'

/** Inks that go through the weights together, where memory allows. */
const TILE = 4

/** Bytes that the sequences of a tile may take. */
const SEQUENCE_BUDGET = 512 * 1024

/** Time steps × inks whose input share of the gates is computed at once. */
const PROJECTION_SLOTS = 32

/** One direction of a layer: where its record lies, and the weights that belong to it. */
export interface DirectionPlan {
  readonly address: number
  readonly record: DirectionRecord
  readonly weights: RecurrentDirection
}

export interface LayerPlan {
  readonly layer: RecurrentLayer
  readonly input: SequencePlan
  readonly directions: readonly DirectionPlan[]
}

export interface SequencePlan {
  readonly address: number
  readonly record: SequenceRecord
}

/** A run of floats of a state that becomes a part of the read-out. */
export interface ReadoutPart {
  readonly states: number
  readonly stateBytes: number
  readonly offset: number
  /** Floats. */
  readonly length: number
}

/** Memory that directions use one after the other. */
export interface Scratch {
  readonly capacity: number
  readonly projections: number
  readonly sums: number
}

/** Where everything of a network lies in the memory of its kernel. */
export interface NetworkPlan {
  /** Inks that fit at once. */
  readonly tile: number
  readonly branches: readonly (readonly LayerPlan[])[]
  readonly readouts: number
  readonly readoutParts: readonly ReadoutPart[]
  readonly headWeights: number
  readonly headBiases: number
  readonly logits: number
  readonly bytes: number
}

/** Lays a network out in memory. Nothing is written yet: the size of the memory follows from the plan. */
export function planNetwork(network: RecurrentClassifier, arithmetic: Arithmetic): NetworkPlan {
  const arena = new Arena()
  const tile = chooseTile(network)
  const scratch = planScratch(arena, network, tile)
  const branches = network.branches.map(({ layers }, branch) => {
    const steps = branchSteps(network.input, network.branches[branch])
    const inputs = layers.map((layer) => planSequence(arena, layer, steps, tile))
    return layers.map((layer, i): LayerPlan => {
      const place = { network, arithmetic, tile, scratch, input: inputs[i], output: inputs[i + 1] }
      const directions = layer.directions.map((weights, index) => {
        const record = planDirection(arena, layer, index, place)
        return { address: arena.allocate(DIRECTION_FIELDS.length * 4), record, weights }
      })
      return { layer, input: inputs[i], directions }
    })
  })
  const size = stateSize(network)
  return {
    tile,
    branches,
    readouts: arena.allocate(tile * size * 4),
    readoutParts: branches.flatMap((layers) => readoutParts(network, layers)),
    headWeights: arena.allocate(network.labels.length * size * 4),
    headBiases: arena.allocate(network.labels.length * 4),
    logits: arena.allocate(tile * network.labels.length * 4),
    bytes: arena.size,
  }
}

/** Bytes of a time step's row: vectors are read whole. */
function rowBytes(layer: RecurrentLayer): number {
  return Math.ceil((layer.inputSize * 4) / VECTOR) * VECTOR
}

function chooseTile(network: RecurrentClassifier): number {
  let perInk = 0
  for (const branch of network.branches) {
    const steps = branchSteps(network.input, branch)
    for (const layer of branch.layers) perInk += 2 * steps * rowBytes(layer)
  }
  return Math.max(1, Math.min(TILE, Math.floor(SEQUENCE_BUDGET / perInk)))
}

/** The largest layer decides. */
function planScratch(arena: Arena, network: RecurrentClassifier, tile: number): Scratch {
  const layers = network.branches.flatMap((branch) => branch.layers)
  const blocks = Math.max(...layers.map((layer) => rowBlocks(layer).blocks))
  const bytes = blocks * BLOCK_VECTORS * VECTOR
  const capacity = Math.max(PROJECTION_SLOTS, tile)
  return {
    capacity,
    projections: arena.allocate(capacity * bytes),
    sums: arena.allocate(tile * bytes),
  }
}

function planSequence(
  arena: Arena,
  layer: RecurrentLayer,
  steps: number,
  tile: number,
): SequencePlan {
  const bytes = rowBytes(layer)
  const record = {
    steps,
    rows: arena.allocate(tile * steps * bytes),
    rowBytes: bytes,
    pairs: arena.allocate(tile * steps * bytes),
    pairEnds: arena.allocate(tile * steps * 4),
    factors: arena.allocate(tile * 4),
  }
  return { record, address: arena.allocate(SEQUENCE_FIELDS.length * 4) }
}

/** The read-out of a branch: final states, or the sums and then the maxima of all directions. */
function readoutParts(
  network: RecurrentClassifier,
  layers: readonly LayerPlan[],
): readonly ReadoutPart[] {
  const { layer, directions } = layers[layers.length - 1]
  const parts = (offset: (record: DirectionRecord) => number) =>
    directions.map(({ record }) => ({
      states: record.states,
      stateBytes: record.stateBytes,
      offset: offset(record),
      length: layer.hiddenSize,
    }))
  if (network.readout !== 'mean-max') return parts(() => 0)
  return [...parts((record) => record.sum), ...parts((record) => record.maximum)]
}
