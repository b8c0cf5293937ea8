import {
  GATES,
  type RecurrentBranch,
  type RecurrentClassifier,
  type RecurrentInput,
  type RecurrentLayer,
} from './recurrent.ts'

type InputSize = Pick<RecurrentInput, 'steps' | 'features'>
type Scan = Pick<RecurrentBranch, 'scan'>

/** Time steps that the layers of a branch see. */
export function branchSteps(input: InputSize, branch: Scan): number {
  return branch.scan === 'rows' ? input.steps : input.features
}

/** Numbers in a time step of a branch. */
export function branchFeatures(input: InputSize, branch: Scan): number {
  return branch.scan === 'rows' ? input.features : input.steps
}

/** Numbers a layer hands on at each time step: its directions side by side. */
export function layerOutputSize(layer: RecurrentLayer<unknown>): number {
  return layer.hiddenSize * layer.directions.length
}

/** Numbers that the read-out of one branch has. */
export function readoutSize(
  network: Pick<RecurrentClassifier<unknown>, 'readout'>,
  branch: RecurrentBranch<unknown>,
): number {
  const size = layerOutputSize(branch.layers[branch.layers.length - 1])
  return network.readout === 'mean-max' ? 2 * size : size
}

/** Numbers that the head sees: the read-outs of all branches. */
export function stateSize(
  network: Pick<RecurrentClassifier<unknown>, 'readout' | 'branches'>,
): number {
  return network.branches.reduce((sum, branch) => sum + readoutSize(network, branch), 0)
}

/** Weights and biases, from the declared sizes alone. */
export function parameterCount(network: RecurrentClassifier<unknown>): number {
  const layers = network.branches.flatMap((branch) => branch.layers)
  const recurrent = layers.reduce((sum, layer) => sum + layerParameterCount(layer), 0)
  return recurrent + network.labels.length * (stateSize(network) + 1)
}

function layerParameterCount(layer: RecurrentLayer<unknown>): number {
  const rows = GATES[layer.cell] * layer.hiddenSize
  return layer.directions.length * rows * (layer.inputSize + layer.hiddenSize + 2)
}
