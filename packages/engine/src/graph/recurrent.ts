/**
 * The family of networks that our engine runs, free of any file format: training fills it in, `onnx/` writes
 * it to and reads it from ONNX, and the kernels pack it. Matrices are row-major float32, or in the form `M`:
 * `stored.ts` has the one in which they lie in a file.
 */
export interface RecurrentClassifier<M = Float32Array> {
  readonly labels: readonly string[]
  readonly input: RecurrentInput
  /** One branch reads the rows in time; a second may scan the columns. Their read-outs are concatenated. */
  readonly branches: readonly RecurrentBranch<M>[]
  readonly readout: Readout
  readonly head: LinearHead<M>
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

export interface RecurrentBranch<M = Float32Array> {
  /** `columns` transposes the input of one sample: steps and features change places. */
  readonly scan: 'rows' | 'columns'
  readonly layers: readonly RecurrentLayer<M>[]
}

export type CellType = 'lstm' | 'gru'

export interface RecurrentLayer<M = Float32Array> {
  readonly cell: CellType
  readonly inputSize: number
  readonly hiddenSize: number
  /** One direction (forward in time) or two (forward, backward). Outputs are concatenated in this order. */
  readonly directions: readonly RecurrentDirection<M>[]
  /** GRU only: ONNX `linear_before_reset` (the variant of cuDNN, Keras and PyTorch). */
  readonly linearBeforeReset?: boolean
}

/** Gate order is that of ONNX: `i o f c` for LSTM (4 gates), `z r h` for GRU (3 gates). */
export interface RecurrentDirection<M = Float32Array> {
  /** `[gates × hiddenSize, inputSize]` */
  readonly inputWeights: M
  /** `[gates × hiddenSize, hiddenSize]` */
  readonly recurrentWeights: M
  /** `[gates × hiddenSize]` */
  readonly inputBias: M
  /** `[gates × hiddenSize]`; LSTM adds it to `inputBias`, GRU keeps the two apart for the candidate gate. */
  readonly recurrentBias: M
}

/**
 * What the head sees of the last layer's hidden states, directions side by side:
 * - `final`: the last state of each direction (the backward one ends at step 0);
 * - `last-step`: the output at the last time step (the backward direction has read one step only: the paper's code);
 * - `mean-max`: the mean over time, then the maximum over time.
 */
export type Readout = 'final' | 'last-step' | 'mean-max'

/** `logits = weight · state + bias` */
export interface LinearHead<M = Float32Array> {
  /** `[labels, stateSize]` */
  readonly weight: M
  /** `[labels]` */
  readonly bias: M
}

/** Gates of a cell: rows of its weight matrices are `GATES[cell] × hiddenSize`. */
export const GATES = { lstm: 4, gru: 3 } as const satisfies Record<CellType, number>
