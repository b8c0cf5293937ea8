import type { RecurrentClassifier } from '@edgeink/engine/onnx'
import type { TrainConfig, ViewName } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { isRecurrent, type NetworkShape } from '../model/architecture.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, type NamedArrays, namedViews } from '../model/parameters.ts'
import type { BranchPlan, LayerPlan } from '../model/recurrent/branch.ts'
import type { CellName } from '../model/recurrent/cell.ts'
import { kernelName, planBranches, type RecurrentShape } from '../model/recurrent-plan.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import { copyBlocks, type Span } from './copy-blocks.ts'

type Layer = RecurrentClassifier['branches'][number]['layers'][number]
type Direction = Layer['directions'][number]

export const INPUT_NAMES: Readonly<Record<ViewName, string>> = { raster: 'rows', trace: 'trace' }

/** The engine's kernels work on blocks of eight units. */
const UNIT_MULTIPLE = 8

/** Whether the engine's family of networks has this one; onnxruntime runs the others. */
export function isEngineNetwork(shape: NetworkShape): shape is RecurrentShape {
  return isRecurrent(shape) && shape.architecture !== 'rnn' && shape.connection === 'none'
}

/**
 * Trained weights as the engine's network, which knows neither TensorFlow.js nor our layout. Hidden sizes are
 * filled up to multiples of eight with units that stay 0.
 *
 * @throws {RangeError} when the engine has no such network: see `isEngineNetwork`
 */
export function toRecurrentClassifier(
  config: TrainConfig,
  weights: Float32Array,
): RecurrentClassifier {
  const shape = networkShape(config)
  if (!isEngineNetwork(shape)) {
    throw new RangeError(
      `toRecurrentClassifier: the engine has no ${shape.architecture} with connection ${shape.connection}`,
    )
  }
  const named = namedViews(layoutParameters(createNetwork(shape).parameters), weights)
  const branches = planBranches(shape)
  return {
    labels: config.labels,
    input: { name: INPUT_NAMES[config.view], ...VIEW_SHAPES[config.view] },
    branches: branches.map((branch) => ({
      scan: branch.scan,
      layers: branch.layers.map((_, l) => toLayer(branch, l, named)),
    })),
    readout: shape.readout,
    head: toHead(named.head, branches.flatMap(stateSpans), shape.labels),
  }
}

function padded(hidden: number): number {
  return Math.ceil(hidden / UNIT_MULTIPLE) * UNIT_MULTIPLE
}

/** The directions of a layer side by side: how many units each has, and how many in the file. */
function outputSpans({ hidden, directions }: LayerPlan): Span[] {
  return Array.from({ length: directions }, () => ({ count: hidden, size: padded(hidden) }))
}

/** The same for the state that the head sees; mean and maximum are one after the other. */
function stateSpans({ layers, readout }: BranchPlan): Span[] {
  const spans = outputSpans(layers[layers.length - 1])
  return readout === 'mean-max' ? [...spans, ...spans] : spans
}

function toLayer({ scan, layers }: BranchPlan, l: number, named: NamedArrays): Layer {
  const layer = layers[l]
  const { cell, hidden, directions, inputs } = layer
  if (cell === 'rnn') throw new RangeError('toRecurrentClassifier: the engine has no cell rnn')
  const below = l === 0 ? [{ count: inputs, size: inputs }] : outputSpans(layers[l - 1])
  return {
    cell,
    inputSize: below.reduce((sum, { size }) => sum + size, 0),
    hiddenSize: padded(hidden),
    directions: Array.from({ length: directions }, (_, d) =>
      toDirection(named[kernelName(scan, l, d)], layer, below),
    ),
    ...(cell === 'gru' && { linearBeforeReset: true }),
  }
}

/** Our gates in ONNX's order: LSTM i, f, o, g as i, o, f, c; GRU z, r, n as z, r, h. */
export const ONNX_GATES: Readonly<Record<CellName, readonly number[]>> = {
  rnn: [0],
  lstm: [0, 2, 1, 3],
  gru: [0, 1, 2],
}

/** Splits a kernel `[x; bias; h] × gates` into ONNX's matrices, which are transposed: `[gates × hidden, inputs]`. */
export function toDirection(
  kernel: Float32Array,
  { cell, inputs, hidden }: LayerPlan,
  below: readonly Span[],
  size = padded(hidden),
): Direction {
  const gates = ONNX_GATES[cell]
  const columns = gates.length * hidden
  const rows = (first: number, spans: readonly Span[]) =>
    copyBlocks({
      rows: gates.map((gate) => ({ from: gate * hidden, count: hidden, size })),
      columns: spans,
      read: (unit, row) => kernel[(first + row) * columns + unit],
    })
  return {
    inputWeights: rows(0, below),
    inputBias: rows(inputs, [{ count: 1, size: 1 }]),
    recurrentWeights: rows(inputs + 1, [{ count: hidden, size }]),
    // One bias is enough: ONNX has two because cuDNN has, and adds them.
    recurrentBias: new Float32Array(gates.length * size),
  }
}

/** The head's matrix is transposed too: `[labels, state]`. */
function toHead(
  head: Float32Array,
  state: readonly Span[],
  labels: number,
): RecurrentClassifier['head'] {
  const weight = copyBlocks({
    rows: [{ count: labels, size: labels }],
    columns: state,
    read: (label, s) => head[s * labels + label],
  })
  return { weight, bias: head.slice(head.length - labels) }
}
