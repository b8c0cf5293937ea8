import { unsound } from '../../graph/check-sizes.ts'
import { GATES, type Readout, type RecurrentLayer } from '../../graph/recurrent.ts'
import type { StoredMatrix } from '../../graph/stored.ts'
import type { Arena } from './arena.ts'
import type { KernelExports, WasmKernelName } from './exports.ts'

/** Bytes of a float32 for each of the 32 rows of a block. */
export const BLOCK_BYTES = 128

/** Blank steps at the beginning whose states are remembered: paper above and below a character. */
const BLANK_STEPS = 12

/** A row's largest sum of magnitudes: as many weights as there can be, each as large as it may be. */
const ROW_LIMIT = 2e9

/** Blocks of rows: for each quad of hidden units a vector of four rows a gate, eight vectors a block. */
export function blocksOf({ cell, hiddenSize }: RecurrentLayer<unknown>): number {
  return Math.ceil((hiddenSize * GATES[cell]) / 32)
}

/** What surrounds a direction. */
export interface DirectionPlace {
  readonly arena: Arena
  readonly kernel: KernelExports
  readonly name: WasmKernelName
  readonly tile: number
  readonly steps: number
  /** Address of the input, and bytes of a step of it. */
  readonly input: number
  readonly rowBytes: number
  /** Address of the next layer's input; 0 after the last. */
  readonly output: number
  readonly scratch: number
  readonly kind: Readout
  /** Address of the branch's part of the first read-out, and bytes of a read-out. */
  readonly readout: number
  readonly readoutBytes: number
  /** `(x − mean) / std` of the network's input; 0 and 1 for the input of later layers. */
  readonly normalisation: { readonly mean: number; readonly std: number }
}

/**
 * Packs the weights of a layer's direction at `index`, the second of which runs backward, and computes its states
 * on blank paper. Returns the address of its record, `Direction` of `assembly/records.ts`.
 */
export function packDirection(
  layer: RecurrentLayer<StoredMatrix>,
  index: number,
  place: DirectionPlace,
): number {
  const { arena, kernel, name, tile, steps, input, output, scratch, kind, readoutBytes } = place
  const { cell, hiddenSize } = layer
  const blocks = blocksOf(layer)
  const unitBytes = hiddenSize * 4
  const gateBytes = blocks * BLOCK_BYTES
  const count = kind === 'last-step' && !output && index === 1 ? 1 : steps
  // The output rows of remembered steps would be missing.
  const blankSteps = output ? 0 : Math.min(BLANK_STEPS, count)
  const direction = arena.record({
    input,
    cell: cell === 'gru' ? 1 : 0,
    quads: hiddenSize / 4,
    blocks,
    count,
    reversed: index,
    inputWeights: arena.allocate((gateBytes * place.rowBytes) / 8),
    recurrentWeights: arena.allocate(gateBytes * (hiddenSize / (name === 'wasm-simd' ? 2 : 4))),
    scales: arena.allocate(4 * gateBytes),
    states: arena.allocate(tile * 5 * unitBytes),
    blankStates: arena.allocate((blankSteps + 1) * 5 * unitBytes),
    blankSteps,
    scratch,
    output,
    readout: output ? 0 : place.readout + index * unitBytes,
    readoutBytes,
    maximumOffset: kind === 'mean-max' && !output ? layer.directions.length * unitBytes : 0,
  })
  packMatrices(layer, index, direction, place)
  kernel.prepareDirection(direction)
  return direction
}

function packMatrices(
  { inputSize, hiddenSize, directions }: RecurrentLayer<StoredMatrix>,
  index: number,
  direction: number,
  { arena, kernel, normalisation }: DirectionPlace,
): void {
  const { inputWeights, inputBias, recurrentWeights, recurrentBias } = directions[index]
  const pack = (
    recurrent: number,
    columns: number,
    { data, quantized }: StoredMatrix,
    bias: StoredMatrix,
    { mean, std } = { mean: 0, std: 1 },
  ) => {
    const { scales, zeros, signed } = quantized ?? {}
    const [d, s, z, b] = arena.lend([data, scales, zeros, bias.data])
    const perRow = zeros && zeros.length > 1 ? 1 : 0
    const flip = signed ? 128 : 0
    const sum = kernel.packMatrix(
      direction,
      recurrent,
      columns,
      d,
      s,
      z,
      perRow,
      flip,
      b,
      mean,
      std,
    )
    // The negated comparison is also true of NaN.
    if (!(sum <= ROW_LIMIT)) throw unsound('a layer holds numbers beyond use')
  }
  pack(0, inputSize, inputWeights, inputBias, normalisation)
  pack(1, hiddenSize, recurrentWeights, recurrentBias)
}
