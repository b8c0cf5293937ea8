import type { Readout, RecurrentBranch, RecurrentInput } from '../../graph/recurrent.ts'
import { branchFeatures, branchSteps, layerOutputSize } from '../../graph/sizes.ts'
import { createGruScan } from './gru-scan.ts'
import { createLstmScan } from './lstm-scan.ts'
import { padded } from './packed-matrix.ts'
import { writeReadout } from './readout.ts'
import { NO_NORMALISATION, type Scan, type Sequence } from './scan.ts'

/** Reads one sample of `inputs` at `at` and writes its state to `state` at `stateAt`. */
export type Branch = (
  inputs: Float32Array,
  at: number,
  state: Float64Array,
  stateAt: number,
) => void

interface Layer {
  readonly scans: readonly Scan[]
  readonly hiddenSize: number
  readonly output: Sequence
}

/** Packs a branch: its layers one after the other, then the read-out. */
export function createBranch(
  input: RecurrentInput,
  branch: RecurrentBranch,
  readout: Readout,
): Branch {
  const steps = branchSteps(input, branch)
  const shape = {
    steps: input.steps,
    features: input.features,
    columns: branch.scan === 'columns',
  }
  const first = emptySequence(steps, branchFeatures(input, branch))
  const layers: Layer[] = branch.layers.map((layer, l) => ({
    scans: layer.directions.map((direction) => {
      const createScan = layer.cell === 'lstm' ? createLstmScan : createGruScan
      return createScan(layer, direction, l === 0 ? input : NO_NORMALISATION)
    }),
    hiddenSize: layer.hiddenSize,
    output: emptySequence(steps, layerOutputSize(layer)),
  }))
  const top = layers[layers.length - 1]

  return (inputs, at, state, stateAt) => {
    loadSample(first, inputs, at, shape)
    let sequence = first
    for (const { scans, hiddenSize, output } of layers) {
      for (let d = 0; d < scans.length; d++) scans[d](sequence, output, d * hiddenSize, d === 1)
      sequence = output
    }
    writeReadout(readout, top.output, top.hiddenSize, state, stateAt)
  }
}

function emptySequence(steps: number, size: number): Sequence {
  const stride = padded(size)
  return { data: new Float64Array(steps * stride), steps, stride }
}

/** Copies a sample into the padded sequence; a scan over columns takes them as its time steps. */
function loadSample(
  { data, stride }: Sequence,
  inputs: Float32Array,
  at: number,
  { steps, features, columns }: { steps: number; features: number; columns: boolean },
): void {
  for (let row = 0; row < steps; row++) {
    for (let column = 0; column < features; column++) {
      const to = columns ? column * stride + row : row * stride + column
      data[to] = inputs[at + row * features + column]
    }
  }
}
