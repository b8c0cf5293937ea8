import { isModerate, unsound } from '../../graph/check-sizes.ts'
import { branchSteps, readoutSize, stateSize } from '../../graph/sizes.ts'
import type { StoredClassifier } from '../../graph/stored.ts'
import { Arena } from './arena.ts'
import type { KernelExports, WasmKernelName } from './exports.ts'
import { BLOCK_BYTES, blocksOf, type DirectionPlace, packDirection } from './pack-direction.ts'

/** Inks that go through the weights together, where memory allows. */
const TILE = 4

/** Bytes that the inputs of a tile may take. */
const SEQUENCE_BUDGET = 512 * 1024

/** Steps × inks whose input is projected at once; `assembly/direction.ts` counts on them. */
const PROJECTIONS = 32

/** Where a branch takes its inks: `steps` rows of `width` float32 for each. */
export interface PackedBranch {
  readonly scan: 'rows' | 'columns'
  readonly steps: number
  readonly width: number
  readonly rows: number
  readonly layers: readonly PackedLayer[]
}

/** Addresses of a layer's input and of its directions. */
export interface PackedLayer {
  readonly input: number
  readonly directions: readonly number[]
}

/** Where a network lies in the memory of its kernel. */
export interface PackedNetwork {
  /** Inks that fit at once. */
  readonly tile: number
  readonly branches: readonly PackedBranch[]
  readonly readouts: number
  readonly readoutBytes: number
  readonly headWeights: number
  readonly headBiases: number
  readonly logits: number
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
  const arena = new Arena(kernel.memory)
  const { input, labels, readout } = network
  const layers = network.branches.flatMap((branch) => branch.layers)
  const tile = chooseTile(network)
  const readoutBytes = stateSize(network) * 4
  const readouts = arena.allocate(tile * readoutBytes)
  const blocks = Math.max(...layers.map(blocksOf))
  const scratch = arena.allocate((tile + PROJECTIONS) * blocks * BLOCK_BYTES)
  let branchReadout = readouts
  const branches = network.branches.map((branch): PackedBranch => {
    const steps = branchSteps(input, branch)
    const sequences = branch.layers.map(({ inputSize }) => sequence(arena, steps, inputSize, tile))
    const packed = branch.layers.map((layer, i): PackedLayer => {
      const { input, rowBytes } = sequences[i]
      const output = sequences[i + 1]?.input ?? 0
      const place: DirectionPlace = {
        ...{ arena, kernel, name, tile, steps, input, rowBytes, output, scratch },
        ...{ kind: readout, readout: branchReadout, readoutBytes },
        normalisation: i === 0 ? network.input : { mean: 0, std: 1 },
      }
      return { input, directions: layer.directions.map((_, d) => packDirection(layer, d, place)) }
    })
    branchReadout += readoutSize(network, branch) * 4
    const [{ rows, rowBytes }] = sequences
    return { scan: branch.scan, steps, width: rowBytes / 4, rows, layers: packed }
  })
  return {
    ...{ tile, branches, readouts, readoutBytes },
    ...packHead(network, arena, kernel),
    logits: arena.allocate(tile * labels.length * 4),
  }
}

/** Bytes of a time step's row: vectors are read whole. */
function rowBytesOf(inputSize: number): number {
  return Math.ceil(inputSize / 4) * 16
}

function chooseTile({ input, branches }: StoredClassifier): number {
  let perInk = 0
  for (const branch of branches) {
    for (const { inputSize } of branch.layers) {
      perInk += 2 * branchSteps(input, branch) * rowBytesOf(inputSize)
    }
  }
  return Math.max(1, Math.min(TILE, Math.floor(SEQUENCE_BUDGET / perInk)))
}

/** The input of a layer over time: `Sequence` of `assembly/records.ts`. */
function sequence(arena: Arena, steps: number, inputSize: number, tile: number) {
  const rowBytes = rowBytesOf(inputSize)
  const rows = arena.allocate(tile * steps * rowBytes)
  const input = arena.record({
    steps,
    rowBytes,
    rows,
    pairs: arena.allocate(tile * steps * rowBytes),
    pairEnds: arena.allocate(tile * steps * 4),
    factors: arena.allocate(tile * 4),
  })
  return { input, rows, rowBytes }
}

/** Read-outs hold sums over time instead of means: the weights of the head make up for it. */
function packHead(
  { input, branches, head, labels, readout }: StoredClassifier,
  arena: Arena,
  kernel: KernelExports,
) {
  const [headWeights, headBiases] = [head.weight, head.bias].map(({ data }) => {
    const address = arena.allocate(data.length)
    new Uint8Array(kernel.memory.buffer).set(data, address)
    const floats = new Float32Array(kernel.memory.buffer, address, data.length / 4)
    if (!floats.every(isModerate)) throw unsound('the head holds numbers beyond use')
    return address
  })
  if (readout === 'mean-max') {
    const size = head.weight.data.length / labels.length / 4
    const weights = new Float32Array(kernel.memory.buffer, headWeights, size * labels.length)
    let from = 0
    for (const branch of branches) {
      const { hiddenSize, directions } = branch.layers[branch.layers.length - 1]
      const means = hiddenSize * directions.length
      for (let at = from; at < weights.length; at += size) {
        for (let i = at; i < at + means; i++) weights[i] /= branchSteps(input, branch)
      }
      from += 2 * means
    }
  }
  return { headWeights, headBiases }
}
