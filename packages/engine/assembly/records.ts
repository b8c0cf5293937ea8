/**
 * Records in memory that `src/kernels/wasm/pack-network.ts` writes, field by field in this order. Every field is one
 * 32-bit number: a count, an address, or a number of bytes.
 */

import { VECTOR } from './constants'

/** What a layer reads: a float32 row for each time step, and what `quantizeSequence` makes of it. */
@unmanaged
export class Sequence {
  steps: usize
  /** Bytes of a row: a multiple of 16, padded with zeros. */
  rowBytes: usize
  /** Address of the rows: inks × steps × rowBytes. */
  rows: usize
  /** Address of the lists of non-zero pairs: inks × steps × rowBytes. */
  pairs: usize
  /** Address of the addresses where each list ends: inks × steps. */
  pairEnds: usize
  /** Address of a float32 for each ink: what its whole numbers are multiplied by. */
  factors: usize
}

/** One direction of a layer: its packed weights, its states, and where its answers go. */
@unmanaged
export class Direction {
  input: Sequence
  /** 0: LSTM, 1: GRU. */
  cell: usize
  /** Quads of 4 hidden units, and blocks of 32 rows. */
  quads: usize
  blocks: usize
  /** Time steps to run: all of them, or one where only the first is read. */
  count: usize
  /** 1: from the last step to the first. */
  reversed: usize
  inputWeights: usize
  recurrentWeights: usize
  /** Address of four float32 for each row: see the functions below. */
  scales: usize
  /** Address of the states, one for each ink. */
  states: usize
  /** Address of the states after 0, 1, 2, … blank steps, and how many blank steps there are. */
  blankStates: usize
  blankSteps: usize
  /** Address of the sums of one step and the projections of several, for all inks. */
  scratch: usize
  /** The input of the next layer, or 0 after the last. */
  output: Sequence
  /** After the last layer: address of this direction's part of the first ink's read-out, and bytes of a read-out. */
  readout: usize
  readoutBytes: usize
  /** 0: the read-out is the final state; else the mean over time, and this many bytes further the maximum. */
  maximumOffset: usize
}

/** The read-outs of all inks, the linear head, and its answers. */
@unmanaged
export class Head {
  readouts: usize
  /** Bytes of a read-out: a multiple of 32. */
  bytes: usize
  weights: usize
  biases: usize
  labels: usize
  logits: usize
}

/** Bytes of a float32 for each hidden unit. */
@inline export function unitBytes(direction: Direction): usize {
  return direction.quads * VECTOR
}

/** Bytes of a float32 for each row, and of the gates of one ink at one step. */
@inline export function gateBytes(direction: Direction): usize {
  return direction.blocks * offsetof<Block>()
}

@inline export function inputScales(direction: Direction): usize {
  return direction.scales
}

@inline export function recurrentScales(direction: Direction): usize {
  return direction.scales + gateBytes(direction)
}

@inline export function biases(direction: Direction): usize {
  return direction.scales + 2 * gateBytes(direction)
}

/** GRU only: the bias inside the reset gate, for each unit. */
@inline export function candidateBiases(direction: Direction): usize {
  return direction.scales + 3 * gateBytes(direction)
}

/**
 * 32 rows of a matrix as eight vectors: for each quad of hidden units one vector a gate, so that a block is two
 * quads of an LSTM, or two and two thirds of a GRU.
 */
@unmanaged
export class Block {
  v0: v128
  v1: v128
  v2: v128
  v3: v128
  v4: v128
  v5: v128
  v6: v128
  v7: v128
}

/** The first or the second half of a block. */
@unmanaged
export class HalfBlock {
  v0: v128
  v1: v128
  v2: v128
  v3: v128
}

/** A quad of an LSTM: gates in the order of ONNX. */
@unmanaged
export class LstmGates {
  i: v128
  o: v128
  f: v128
  c: v128
}

/** A quad of a GRU: gates in the order of ONNX. */
@unmanaged
export class GruGates {
  z: v128
  r: v128
  h: v128
}
