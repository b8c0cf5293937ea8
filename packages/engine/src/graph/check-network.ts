import type { ModelFormatError } from '../errors.ts'
import { checkSizes, isModerate, unsound } from './check-sizes.ts'
import { LIMITS } from './limits.ts'
import {
  GATES,
  type RecurrentBranch,
  type RecurrentClassifier,
  type RecurrentDirection,
  type RecurrentLayer,
} from './recurrent.ts'
import { branchFeatures, stateSize } from './sizes.ts'

/**
 * Checks that a network is one the kernels run: what {@link checkSizes} checks, matrices of the right lengths, and
 * finite weights.
 *
 * @throws {UnsupportedModelError} when a size is outside the limits
 * @throws {ModelFormatError} when the parts do not fit together, or a weight is not a usable number
 */
export function checkNetwork(network: RecurrentClassifier): void {
  checkSizes(network)
  const { labels, input, branches, head } = network
  for (const branch of branches) checkWeights(branch, branchFeatures(input, branch))
  checkMatrix('head weight', head.weight, labels.length * stateSize(network))
  checkMatrix('head bias', head.bias, labels.length)
}

function checkWeights(branch: RecurrentBranch, features: number): void {
  let inputSize = features
  for (const layer of branch.layers) {
    if (layer.inputSize !== inputSize) {
      throw unsound(`a layer takes ${layer.inputSize} features where ${inputSize} arrive`)
    }
    for (const direction of layer.directions) checkDirection(layer, direction)
    inputSize = layer.hiddenSize * layer.directions.length
  }
}

function checkDirection(layer: RecurrentLayer, direction: RecurrentDirection): void {
  const rows = GATES[layer.cell] * layer.hiddenSize
  checkMatrix('input weights', direction.inputWeights, rows * layer.inputSize)
  checkMatrix('recurrent weights', direction.recurrentWeights, rows * layer.hiddenSize)
  checkMatrix('input bias', direction.inputBias, rows)
  checkMatrix('recurrent bias', direction.recurrentBias, rows)
}

function checkMatrix(what: string, matrix: Float32Array, length: number): void {
  if (matrix.length !== length) {
    throw unsound(`${what}: expected ${length} numbers, got ${matrix.length}`)
  }
  const bad = matrix.findIndex((x) => !isModerate(x))
  if (bad >= 0) throw notModerate(what, bad, matrix[bad])
}

function notModerate(what: string, at: number, x: number): ModelFormatError {
  return unsound(
    `${what}: number ${at} is ${x}, expected a magnitude of at most ${LIMITS.magnitude}`,
  )
}
