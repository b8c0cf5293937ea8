import { isModerate, unsound } from '../../graph/check-sizes.ts'
import { GATES, type RecurrentBranch, type RecurrentLayer } from '../../graph/recurrent.ts'
import { branchSteps, readoutSize, stateSize } from '../../graph/sizes.ts'
import type { StoredClassifier, StoredMatrix } from '../../graph/stored.ts'
import { Arena } from './arena.ts'
import type { KernelExports, WasmKernelName } from './exports.ts'

/** Inks that go through the weights together, where memory allows. */
const TILE = 4

/** Bytes that the inputs of a tile may take. */
const INPUT_BUDGET = 512 * 1024

/** Steps × inks whose input is projected at once; `assembly/direction.ts` counts on them. */
const PROJECTIONS = 32

/** Bytes of a float32 for each of the 32 rows of a block. */
const BLOCK_BYTES = 128

/** Float32 of a state for each hidden unit; see `assembly/state.ts`. */
const STATE_FLOATS = 5

/** Blank steps at the beginning whose states are remembered: paper above and below a character. */
const BLANK_STEPS = 12

/** A row's largest sum of magnitudes: as many weights as there can be, each as large as it may be. */
const ROW_LIMIT = 2e9

/** Where a network lies in the memory of its kernel. */
export interface PackedNetwork {
  /** Inks that fit at once. */
  readonly tile: number
  readonly branches: readonly PackedBranch[]
  /** Address of the head, and of its answers. */
  readonly head: number
  readonly logits: number
}

/** A branch takes its inks at `rows`: `steps` rows of `width` float32 for each. */
export interface PackedBranch {
  readonly scan: 'rows' | 'columns'
  readonly steps: number
  readonly width: number
  readonly rows: number
  /** Address of a float32 for each ink: a power of two above all magnitudes of its input, 2⁶⁰ where one is no number. */
  readonly factors: number
  /** Addresses of the directions of all layers, in the order in which they run. */
  readonly directions: readonly number[]
}

/**
 * Lays a network out in the memory of its kernel, which quantizes the weights. Nothing refers to the network's
 * bytes afterwards.
 *
 * @throws {ModelFormatError} when a weight is not a usable number
 */
export function packNetwork(
  network: StoredClassifier,
  name: WasmKernelName,
  kernel: KernelExports,
): PackedNetwork {
  return new Packer(network, name, kernel).pack()
}

/** The input of a layer over time: `Sequence` of `assembly/records.ts`. */
interface LayerInput {
  readonly address: number
  readonly rows: number
  readonly rowBytes: number
  readonly factors: number
}

class Packer {
  readonly #network: StoredClassifier
  readonly #kernel: KernelExports
  readonly #arena: Arena
  readonly #tile: number
  /** States that share 32 bits. */
  readonly #group: number
  readonly #readoutBytes: number
  readonly #readouts: number
  readonly #scratch: number

  constructor(network: StoredClassifier, name: WasmKernelName, kernel: KernelExports) {
    this.#network = network
    this.#kernel = kernel
    this.#arena = new Arena(kernel.memory)
    this.#tile = chooseTile(network)
    this.#group = name === 'wasm-simd' ? 2 : 4
    this.#readoutBytes = stateSize(network) * 4
    this.#readouts = this.#arena.allocate(this.#tile * this.#readoutBytes)
    const sizes = network.branches.flatMap(({ layers }) => layers.flatMap(scratchSizesOf))
    this.#scratch = this.#arena.allocate((this.#tile + PROJECTIONS) * Math.max(...sizes))
  }

  pack(): PackedNetwork {
    const { branches, head, labels } = this.#network
    let readout = this.#readouts
    const packed = branches.map((branch) => {
      const at = readout
      readout += readoutSize(this.#network, branch) * 4
      return this.#packBranch(branch, at)
    })
    const logits = this.#arena.allocate(this.#tile * labels.length * 4)
    const address = this.#arena.record({
      readouts: this.#readouts,
      bytes: this.#readoutBytes,
      weights: this.#packFloats(head.weight),
      biases: this.#packFloats(head.bias),
      labels: labels.length,
      logits,
    })
    return { tile: this.#tile, branches: packed, head: address, logits }
  }

  #packBranch(branch: RecurrentBranch<StoredMatrix>, readout: number): PackedBranch {
    const steps = branchSteps(this.#network.input, branch)
    const inputs = branch.layers.map(({ inputSize }) => this.#addInput(steps, inputSize))
    const directions = branch.layers.flatMap((layer, l) =>
      layer.directions.map((_, d) => {
        const output = inputs[l + 1]?.address ?? 0
        const address = this.#addDirection(layer, d, steps, inputs[l], output, readout)
        this.#packWeights(layer, d, address, l === 0)
        this.#kernel.prepareDirection(address)
        return address
      }),
    )
    const [{ rows, rowBytes, factors }] = inputs
    return { scan: branch.scan, steps, width: rowBytes / 4, rows, factors, directions }
  }

  #addInput(steps: number, inputSize: number): LayerInput {
    const arena = this.#arena
    const rowBytes = rowBytesOf(inputSize)
    const slots = this.#tile * steps
    const rows = arena.allocate(slots * rowBytes)
    const factors = arena.allocate(this.#tile * 4)
    const address = arena.record({
      steps,
      rowBytes,
      rows,
      pairs: arena.allocate(slots * rowBytes),
      pairEnds: arena.allocate(slots * 4),
      factors,
    })
    return { address, rows, rowBytes, factors }
  }

  /** Makes the record and the room of a direction: `Direction` of `assembly/records.ts`. The second runs backward. */
  #addDirection(
    layer: RecurrentLayer<StoredMatrix>,
    index: number,
    steps: number,
    input: LayerInput,
    output: number,
    readout: number,
  ): number {
    const arena = this.#arena
    const kind = this.#network.readout
    const unitBytes = layer.hiddenSize * 4
    const gateBytes = gateBytesOf(layer)
    const count = kind === 'last-step' && !output && index ? 1 : steps
    // The output rows of remembered steps would be missing.
    const blankSteps = output ? 0 : Math.min(BLANK_STEPS, count)
    return arena.record({
      input: input.address,
      cell: layer.cell === 'gru' ? 1 : 0,
      quads: layer.hiddenSize / 4,
      blocks: gateBytes / BLOCK_BYTES,
      count,
      reversed: index,
      inputWeights: arena.allocate((gateBytes * input.rowBytes) / 8),
      recurrentWeights: arena.allocate((gateBytes * layer.hiddenSize) / this.#group),
      scales: arena.allocate(4 * gateBytes),
      states: arena.allocate(this.#tile * STATE_FLOATS * unitBytes),
      blankStates: arena.allocate((blankSteps + 1) * STATE_FLOATS * unitBytes),
      blankSteps,
      scratch: this.#scratch,
      output,
      readout: output ? 0 : readout + index * unitBytes,
      readoutBytes: this.#readoutBytes,
      maximumOffset: kind === 'mean-max' && !output ? layer.directions.length * unitBytes : 0,
    })
  }

  #packWeights(
    { inputSize, hiddenSize, directions }: RecurrentLayer<StoredMatrix>,
    index: number,
    address: number,
    first: boolean,
  ): void {
    const { inputWeights, inputBias, recurrentWeights, recurrentBias } = directions[index]
    const { mean, std } = first ? this.#network.input : { mean: 0, std: 1 }
    this.#packMatrix(inputWeights, inputBias, [address, 0, inputSize], [mean, std])
    this.#packMatrix(recurrentWeights, recurrentBias, [address, 1, hiddenSize], [0, 1])
  }

  #packMatrix(
    { data, quantized }: StoredMatrix,
    bias: StoredMatrix,
    place: [direction: number, recurrent: 0 | 1, columns: number],
    normalisation: [mean: number, std: number],
  ): void {
    const { scales, zeros, signed } = quantized ?? {}
    const [d, s, z, b] = this.#arena.lend([data, scales, zeros, bias.data])
    const perRow = zeros && zeros.length > 1 ? 1 : 0
    const flip = signed ? 128 : 0
    const sum = this.#kernel.packMatrix(...place, d, s, z, perRow, flip, b, ...normalisation)
    // The negated comparison is also true of NaN.
    if (!(sum <= ROW_LIMIT)) throw unsound('a layer holds numbers beyond use')
  }

  #packFloats({ data }: StoredMatrix): number {
    const address = this.#arena.allocate(data.length)
    const { buffer } = this.#kernel.memory
    new Uint8Array(buffer).set(data, address)
    if (new Float32Array(buffer, address, data.length / 4).every(isModerate)) return address
    throw unsound('the head holds numbers beyond use')
  }
}

/** Bytes of a float32 for each row: a vector of four rows a gate for each quad of units, in whole blocks. */
function gateBytesOf({ cell, hiddenSize }: RecurrentLayer<unknown>): number {
  return Math.ceil((hiddenSize * GATES[cell]) / 32) * BLOCK_BYTES
}

/** Bytes of scratch for each slot: of gates, or of the four rows of weights that are packed at a time. */
function scratchSizesOf(layer: RecurrentLayer<unknown>): number[] {
  return [gateBytesOf(layer), rowBytesOf(layer.inputSize)]
}

/** Bytes of a time step's row: vectors are read whole. */
function rowBytesOf(inputSize: number): number {
  return Math.ceil(inputSize / 4) * 16
}

function chooseTile({ input, branches }: StoredClassifier): number {
  const bytes = branches.flatMap((branch) =>
    branch.layers.map(({ inputSize }) => 2 * branchSteps(input, branch) * rowBytesOf(inputSize)),
  )
  const fitting = INPUT_BUDGET / bytes.reduce((sum, bytes) => sum + bytes)
  return Math.max(1, Math.min(TILE, Math.floor(fitting)))
}
