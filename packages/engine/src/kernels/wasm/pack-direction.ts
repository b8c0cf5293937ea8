import { GATES, type RecurrentLayer } from '../../graph/recurrent.ts'
import { type Arithmetic, INPUT_ARITHMETIC } from './arithmetic.ts'
import { BLOCK_VECTORS, INPUT_RANGE, LANES, VECTOR } from './constants.ts'
import type { KernelExports } from './exports.ts'
import type { DirectionPlan, LayerPlan } from './plan.ts'
import type { DirectionRecord } from './records.ts'
import { type RowPlace, rowBlocks, rowOffset, rowPlace } from './row-blocks.ts'

/** `(x − mean) / std` of the network's input; 0 and 1 for the input of later layers. */
export interface Normalisation {
  readonly mean: number
  readonly std: number
}

/** A kernel whose memory is being filled. */
export interface Target {
  readonly buffer: ArrayBuffer
  readonly exports: KernelExports
  readonly arithmetic: Arithmetic
}

/** A matrix of one direction, and how its rows are packed. */
interface Matrix {
  readonly weights: Float32Array
  readonly columns: number
  readonly address: number
  readonly blockBytes: number
  readonly arithmetic: Pick<Arithmetic, 'group' | 'largest' | 'total'>
}

/**
 * Quantizes the weights of a direction and writes them where its record says. The normalisation goes into scales
 * and biases, so that blank paper stays zero.
 */
export function packDirection(
  target: Target,
  { layer, input }: LayerPlan,
  { record, weights }: DirectionPlan,
  { mean, std }: Normalisation,
): void {
  const { buffer, arithmetic } = target
  const { hiddenSize, inputSize } = layer
  const floats = (address: number) => new Float32Array(buffer, address, rowBlocks(layer).rows)
  const inputScales = floats(record.inputScales)
  const recurrentScales = floats(record.recurrentScales)
  const biases = floats(record.biases)
  const candidateBiases = new Float32Array(buffer, record.candidateBiases, hiddenSize)
  const packInput = rowPacker(target, record, {
    weights: weights.inputWeights,
    columns: inputSize,
    address: record.inputWeights,
    blockBytes: (input.record.rowBytes / 8) * BLOCK_VECTORS * VECTOR,
    arithmetic: INPUT_ARITHMETIC,
  })
  const packRecurrent = rowPacker(target, record, {
    weights: weights.recurrentWeights,
    columns: hiddenSize,
    address: record.recurrentWeights,
    blockBytes: record.recurrentBytes,
    arithmetic,
  })
  for (let row = 0; row < GATES[layer.cell] * hiddenSize; row++) {
    const gate = Math.floor(row / hiddenSize)
    const unit = row % hiddenSize
    const factor = gateFactor(layer, gate)
    const place = rowPlace(layer, gate, unit)
    const at = place.vector * LANES + place.lane
    const fromInput = packInput(row, place)
    const fromState = packRecurrent(row, place)
    const recurrentScale = (fromState.unit * factor) / arithmetic.range
    inputScales[at] = (fromInput.unit * factor) / (std * INPUT_RANGE)
    recurrentScales[at] = recurrentScale
    const inputBias = (weights.inputBias[row] - (mean / std) * fromInput.weights) * factor
    // A state of 0 is not the whole number 0: what that adds to every sum is taken off again.
    const offset = arithmetic.offset * fromState.wholes * recurrentScale
    const recurrentBias = weights.recurrentBias[row] * factor - offset
    if (layer.cell === 'gru' && gate === 2) {
      biases[at] = inputBias
      candidateBiases[unit] = recurrentBias
    } else biases[at] = inputBias + recurrentBias
  }
}

/** What `packRow` made of a row: see `assembly/pack.ts`. */
interface PackedRow {
  unit: number
  weights: number
  wholes: number
}

/** Packs one row after the other; memory that only runs need is the table to work on. */
function rowPacker(
  { buffer, exports }: Target,
  { projections, sums }: DirectionRecord,
  { weights, columns, address, blockBytes, arithmetic }: Matrix,
) {
  const { group, largest, total } = arithmetic
  const padded = Math.ceil(columns / LANES) * LANES
  const row = new Float32Array(buffer, projections, padded)
  const result = new Float32Array(buffer, sums, 3)
  const end = projections + padded * 4
  const packed: PackedRow = { unit: 0, weights: 0, wholes: 0 }
  return (index: number, place: RowPlace): PackedRow => {
    row.set(weights.subarray(index * columns, (index + 1) * columns))
    row.fill(0, columns)
    const lane = address + rowOffset(place, blockBytes)
    exports.packRow(projections, end, lane, group, largest, total, sums)
    packed.unit = result[0]
    packed.weights = result[1]
    packed.wholes = result[2]
    return packed
  }
}

/** Logistic gates are evaluated as σ(2x): their weights are halved. The last gate of a cell is a tanh. */
function gateFactor(layer: RecurrentLayer, gate: number): number {
  return gate === GATES[layer.cell] - 1 ? 1 : 0.5
}
