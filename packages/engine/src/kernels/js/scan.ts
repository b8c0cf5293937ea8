/** Hidden states of a layer over time, `[steps × stride]`, and where in a step's numbers they belong. */
export interface Sequence {
  readonly data: Float64Array
  readonly steps: number
  /** Numbers from one step to the next: padded to whole blocks. */
  readonly stride: number
}

/** One direction of one layer, weights packed. Reads `input`, writes its states at `offset` of each step of `output`. */
export type Scan = (input: Sequence, output: Sequence, offset: number, backward: boolean) => void

/** How the graph's normalisation enters the first layer: `(x − mean) / std` is folded into weights and bias. */
export interface Normalisation {
  readonly mean: number
  readonly std: number
}

export const NO_NORMALISATION: Normalisation = { mean: 0, std: 1 }

/** `bias − W · mean / std`: what the input weights give for a mean of zero, so that zeros of the input stay zeros. */
export function foldedBias(
  weights: Float32Array,
  bias: Float32Array,
  { mean, std }: Normalisation,
): Float64Array {
  const columns = weights.length / bias.length
  return Float64Array.from(bias, (b, row) => {
    let sum = 0
    for (let k = 0; k < columns; k++) sum += weights[row * columns + k]
    return b - (sum * mean) / std
  })
}
