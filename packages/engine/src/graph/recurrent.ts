/**
 * The family of networks that our engine runs, free of any file format: training fills it in, `onnx/` writes
 * it to and reads it from ONNX, and the kernels pack it. All matrices are row-major float32; int8 weights of
 * a file are dequantized when they are read.
 */
export interface RecurrentClassifier {
  readonly labels: readonly string[]
  readonly input: RecurrentInput
  /** One branch reads the rows in time; a second may scan the columns. Their read-outs are concatenated. */
  readonly branches: readonly RecurrentBranch[]
  readonly readout: Readout
  readonly head: LinearHead
}

/** `x` is normalised to `(x − mean) / std` before the first layer. */
export interface RecurrentInput {
  /** Name of the ONNX input: `rows` for a raster, `trace` for a trace. */
  readonly name: string
  readonly steps: number
  readonly features: number
  readonly mean: number
  readonly std: number
}

export interface RecurrentBranch {
  /** `columns` transposes the input of one sample: steps and features change places. */
  readonly scan: 'rows' | 'columns'
  readonly layers: readonly RecurrentLayer[]
}

export type CellType = 'lstm' | 'gru'

export interface RecurrentLayer {
  readonly cell: CellType
  readonly inputSize: number
  readonly hiddenSize: number
  /** One direction (forward in time) or two (forward, backward). Outputs are concatenated in this order. */
  readonly directions: readonly RecurrentDirection[]
  /** GRU only: ONNX `linear_before_reset` (the variant of cuDNN, Keras and PyTorch). */
  readonly linearBeforeReset?: boolean
}

/** Gate order is that of ONNX: `i o f c` for LSTM (4 gates), `z r h` for GRU (3 gates). */
export interface RecurrentDirection {
  /** `[gates × hiddenSize, inputSize]` */
  readonly inputWeights: Float32Array
  /** `[gates × hiddenSize, hiddenSize]` */
  readonly recurrentWeights: Float32Array
  /** `[gates × hiddenSize]` */
  readonly inputBias: Float32Array
  /** `[gates × hiddenSize]`; LSTM adds it to `inputBias`, GRU keeps the two apart for the candidate gate. */
  readonly recurrentBias: Float32Array
}

/**
 * What the head sees of the last layer's hidden states, directions side by side:
 * - `final`: the last state of each direction (the backward one ends at step 0);
 * - `last-step`: the output at the last time step (the backward direction has read one step only: the paper's code);
 * - `mean-max`: the mean over time, then the maximum over time.
 */
export type Readout = 'final' | 'last-step' | 'mean-max'

/** `logits = weight · state + bias` */
export interface LinearHead {
  /** `[labels, stateSize]` */
  readonly weight: Float32Array
  /** `[labels]` */
  readonly bias: Float32Array
}

/** Gates of a cell: rows of its weight matrices are `GATES[cell] × hiddenSize`. */
export const GATES = { lstm: 4, gru: 3 } as const satisfies Record<CellType, number>
