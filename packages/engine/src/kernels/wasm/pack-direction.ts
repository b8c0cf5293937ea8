import { GATES, type RecurrentDirection, type RecurrentLayer } from '../../graph/recurrent.ts'
import { type Arithmetic, hiddenBytes } from './arithmetic.ts'
import { INPUT_RANGE, LANES } from './constants.ts'
import type { DirectionPlan, LayerPlan } from './plan.ts'
import { quantizeInputRow, quantizeRecurrentRow } from './quantize-row.ts'
import { type ColumnGroups, interleaveRow, rowBlocks, rowPlace } from './row-blocks.ts'

/** `(x − mean) / std` of the network's input; 0 and 1 for the input of later layers. */
export interface Normalisation {
  readonly mean: number
  readonly std: number
}

/** The parts of a direction's memory, and what goes there. */
interface Packing {
  readonly layer: RecurrentLayer
  readonly weights: RecurrentDirection
  readonly arithmetic: Arithmetic
  readonly normalisation: Normalisation
  readonly inputWeights: Int16Array
  readonly inputGroups: ColumnGroups
  readonly inputScales: Float32Array
  readonly biases: Float32Array
  readonly recurrentWeights: Int8Array | Int16Array
  readonly recurrentGroups: ColumnGroups
  readonly recurrentScales: Float32Array
  readonly candidateBiases: Float32Array
}

/**
 * Quantizes the weights of a direction and writes them where its record says. The normalisation goes into
 * weights and biases, so that blank paper stays zero.
 */
export function packDirection(
  buffer: ArrayBuffer,
  layerPlan: LayerPlan,
  plan: DirectionPlan,
  arithmetic: Arithmetic,
  normalisation: Normalisation,
): void {
  const { layer } = layerPlan
  const views = viewsOf(buffer, layerPlan, plan, arithmetic)
  const packing = { layer, weights: plan.weights, arithmetic, normalisation, ...views }
  for (let gate = 0; gate < GATES[layer.cell]; gate++) {
    for (let unit = 0; unit < layer.hiddenSize; unit++) packRow(packing, gate, unit)
  }
}

function viewsOf(
  buffer: ArrayBuffer,
  { layer, input }: LayerPlan,
  { record }: DirectionPlan,
  arithmetic: Arithmetic,
) {
  const { rows, blocks } = rowBlocks(layer)
  const floats = (address: number, length = rows) => new Float32Array(buffer, address, length)
  const pairs = input.record.rowBytes / 8
  const recurrent = blocks * record.recurrentBytes
  return {
    inputWeights: new Int16Array(buffer, record.inputWeights, rows * pairs * 2),
    inputGroups: { group: 2, groups: pairs },
    inputScales: floats(record.inputScales),
    biases: floats(record.biases),
    recurrentWeights:
      arithmetic.group === 4
        ? new Int8Array(buffer, record.recurrentWeights, recurrent)
        : new Int16Array(buffer, record.recurrentWeights, recurrent / 2),
    recurrentGroups: {
      group: arithmetic.group,
      groups: hiddenBytes(layer.hiddenSize, arithmetic) / 4,
    },
    recurrentScales: floats(record.recurrentScales),
    candidateBiases: floats(record.candidateBiases, record.candidateBiases ? layer.hiddenSize : 0),
  }
}

function packRow(packing: Packing, gate: number, unit: number): void {
  const { layer, weights, arithmetic, normalisation } = packing
  const row = gate * layer.hiddenSize + unit
  const factor = gateFactor(layer, gate)
  const place = rowPlace(layer, gate, unit)
  const at = place.vector * LANES + place.lane

  const inputRow = rowOf(weights.inputWeights, row, layer.inputSize, factor / normalisation.std)
  const input = quantizeInputRow(inputRow)
  packing.inputScales[at] = input.unit / INPUT_RANGE
  interleaveRow(packing.inputWeights, input.values, place, packing.inputGroups)

  const recurrentRow = rowOf(weights.recurrentWeights, row, layer.hiddenSize, factor)
  const recurrent = quantizeRecurrentRow(recurrentRow, arithmetic)
  const scale = recurrent.unit / arithmetic.range
  packing.recurrentScales[at] = scale
  interleaveRow(packing.recurrentWeights, recurrent.values, place, packing.recurrentGroups)

  const inputBias = weights.inputBias[row] * factor - normalisation.mean * sum(inputRow)
  // A state of 0 is not the whole number 0: what that adds to every sum is taken off again.
  const offset = arithmetic.offset * sum(recurrent.values) * scale
  const recurrentBias = weights.recurrentBias[row] * factor - offset
  if (layer.cell === 'gru' && gate === 2) {
    packing.biases[at] = inputBias
    packing.candidateBiases[unit] = recurrentBias
  } else packing.biases[at] = inputBias + recurrentBias
}

/** Logistic gates are evaluated as σ(2x): their weights are halved. The last gate of a cell is a tanh. */
function gateFactor(layer: RecurrentLayer, gate: number): number {
  return gate === GATES[layer.cell] - 1 ? 1 : 0.5
}

function rowOf(matrix: Float32Array, row: number, length: number, factor: number): Float64Array {
  const values = new Float64Array(length)
  const from = row * length
  for (let i = 0; i < length; i++) values[i] = matrix[from + i] * factor
  return values
}

function sum(values: Float64Array | Int16Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
