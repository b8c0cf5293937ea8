import {
  type CellType,
  GATES,
  type Readout,
  type RecurrentBranch,
  type RecurrentClassifier,
  type RecurrentDirection,
  type RecurrentLayer,
} from '../graph/recurrent.ts'
import { layerOutputSize, stateSize } from '../graph/sizes.ts'
import { seeded } from './seeded.ts'

/** Shape of a network of random weights; everything has a small default. */
export interface RandomNetworkOptions {
  readonly seed?: number
  readonly cell?: CellType
  readonly linearBeforeReset?: boolean
  readonly steps?: number
  readonly features?: number
  /** Hidden size of each layer. */
  readonly hidden?: readonly number[]
  readonly directions?: 1 | 2
  readonly scans?: readonly RecurrentBranch['scan'][]
  readonly readout?: Readout
  readonly labels?: number
  readonly mean?: number
  readonly std?: number
}

/** A network of random weights for tests and benchmarks, about as large as trained ones. */
export function randomNetwork(options: RandomNetworkOptions = {}): RecurrentClassifier {
  const random = seeded(options.seed ?? 1)
  const input = {
    name: 'rows',
    steps: options.steps ?? 28,
    features: options.features ?? 28,
    mean: options.mean ?? 0,
    std: options.std ?? 1,
  }
  const branches = (options.scans ?? ['rows']).map((scan) => {
    const features = scan === 'rows' ? input.features : input.steps
    return { scan, layers: randomLayers(random, options, features) }
  })
  const readout = options.readout ?? 'final'
  const labels = Array.from({ length: options.labels ?? 10 }, (_, i) => `label ${i}`)
  const size = stateSize({ readout, branches })
  const head = {
    weight: uniform(random, labels.length * size, 2 / Math.sqrt(size)),
    bias: uniform(random, labels.length, 0.5),
  }
  return { labels, input, branches, readout, head }
}

/** Inputs in 0..1, about half of them zero as on paper. */
export function randomInputs(network: RecurrentClassifier, n = 1, seed = 7): Float32Array {
  const random = seeded(seed)
  const { steps, features } = network.input
  return Float32Array.from({ length: n * steps * features }, () => Math.max(0, random() * 2 - 1))
}

function randomLayers(
  random: () => number,
  options: RandomNetworkOptions,
  features: number,
): RecurrentLayer[] {
  const layers: RecurrentLayer[] = []
  let inputSize = features
  for (const hiddenSize of options.hidden ?? [16]) {
    const layer = randomLayer(random, options, { inputSize, hiddenSize })
    layers.push(layer)
    inputSize = layerOutputSize(layer)
  }
  return layers
}

function randomLayer(
  random: () => number,
  options: RandomNetworkOptions,
  { inputSize, hiddenSize }: { inputSize: number; hiddenSize: number },
): RecurrentLayer {
  const cell = options.cell ?? 'lstm'
  const rows = GATES[cell] * hiddenSize
  const direction = (): RecurrentDirection => ({
    inputWeights: uniform(random, rows * inputSize, 2 / Math.sqrt(inputSize)),
    recurrentWeights: uniform(random, rows * hiddenSize, 1.5 / Math.sqrt(hiddenSize)),
    inputBias: uniform(random, rows, 0.5),
    recurrentBias: uniform(random, rows, 0.5),
  })
  return {
    cell,
    inputSize,
    hiddenSize,
    directions: Array.from({ length: options.directions ?? 2 }, direction),
    ...(cell === 'gru' && { linearBeforeReset: options.linearBeforeReset ?? true }),
  }
}

function uniform(random: () => number, length: number, range: number): Float32Array {
  return Float32Array.from({ length }, () => (random() * 2 - 1) * range)
}
