/**
 * Records in memory that `src/kernels/wasm/records.ts` writes, field by field in this order. Every field is one
 * 32-bit number: a count, an address, or an offset in bytes.
 */

/** What a layer reads: a float32 row for each time step, and what `quantizeSequence` makes of it. */
@unmanaged
export class Sequence {
  steps: usize
  /** Address of the rows: inks × steps × rowBytes. */
  rows: usize
  /** Bytes of a row: a multiple of 16, padded with zeros. */
  rowBytes: usize
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
  /** Blocks of 32 rows, and quads of 4 hidden units. */
  blocks: usize
  quads: usize
  /** Time steps to run: all of them, or one where only the first is read. */
  count: usize
  /** 1: from the last step to the first. */
  reversed: usize
  inputWeights: usize
  inputScales: usize
  biases: usize
  recurrentWeights: usize
  /** Bytes of the recurrent weights of one block. */
  recurrentBytes: usize
  recurrentScales: usize
  /** GRU only: the bias inside the reset gate. */
  candidateBiases: usize
  /** Address and size of the states: one for each ink. */
  states: usize
  stateBytes: usize
  /** Address of states after 0, 1, 2, … blank steps, and how many blank steps there are. */
  blankStates: usize
  blankSteps: usize
  /** Offsets in a state: the float32 memory of an LSTM, the quantized hidden state, sum and maximum over time. */
  memory: usize
  quantized: usize
  sum: usize
  maximum: usize
  /** Address of the input's share of the gates: inks × steps × blocks; how many inks × steps there is room for. */
  projections: usize
  capacity: usize
  /** Address of the hidden state's share of the gates: inks × blocks. */
  sums: usize
  /** Address of the rows of the next layer for this direction, or 0; bytes of a row. */
  output: usize
  outputRowBytes: usize
  /** 1: keep the sum and the maximum over time. */
  pooled: usize
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
