import { ModelFormatError, UnsupportedModelError } from '../errors.ts'
import { LIMITS } from './limits.ts'
import {
  GATES,
  type RecurrentBranch,
  type RecurrentClassifier,
  type RecurrentDirection,
  type RecurrentLayer,
} from './recurrent.ts'
import { branchFeatures, parameterCount, stateSize } from './sizes.ts'

/**
 * Checks that a network is one the kernels run: sizes within {@link LIMITS}, matrices of the right lengths,
 * finite weights, distinct labels.
 *
 * @throws {UnsupportedModelError} when a size is outside the limits
 * @throws {ModelFormatError} when the parts do not fit together, or a weight is not a usable number
 */
export function checkNetwork(network: RecurrentClassifier): void {
  const { labels, input, branches, head } = network
  checkSize('time steps', input.steps, LIMITS.steps)
  checkSize('features', input.features, LIMITS.features)
  checkSize('labels', labels.length, LIMITS.labels)
  checkSize('branches', branches.length, LIMITS.branches)
  for (const branch of branches) checkLayers(branch)
  checkSize('parameters', parameterCount(network), LIMITS.parameters)

  if (new Set(labels).size !== labels.length) fail('the labels are not distinct')
  checkNormalisation(input.mean, input.std)
  for (const branch of branches) checkWeights(branch, branchFeatures(input, branch))
  checkMatrix('head weight', head.weight, labels.length * stateSize(network))
  checkMatrix('head bias', head.bias, labels.length)
}

function checkNormalisation(mean: number, std: number): void {
  if (!(Math.abs(mean) <= LIMITS.magnitude)) fail(`the input mean is ${mean}`)
  if (!(Math.abs(std) >= LIMITS.std && Math.abs(std) <= LIMITS.magnitude)) {
    fail(`the input standard deviation is ${std}`)
  }
}

function checkLayers(branch: RecurrentBranch): void {
  checkSize('layers', branch.layers.length, LIMITS.layers)
  for (const { hiddenSize, directions } of branch.layers) {
    checkSize('hidden units', hiddenSize, LIMITS.hiddenSize)
    if (hiddenSize % LIMITS.hiddenMultiple !== 0) {
      throw new UnsupportedModelError(
        `expected hidden sizes that are multiples of ${LIMITS.hiddenMultiple}, got ${hiddenSize}`,
      )
    }
    checkSize('directions', directions.length, 2)
  }
}

function checkWeights(branch: RecurrentBranch, features: number): void {
  let inputSize = features
  for (const layer of branch.layers) {
    if (layer.inputSize !== inputSize) {
      fail(`a layer takes ${layer.inputSize} features where ${inputSize} arrive`)
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

function checkSize(what: string, size: number, limit: number): void {
  if (!(Number.isInteger(size) && size >= 1 && size <= limit)) {
    throw new UnsupportedModelError(`expected 1 to ${limit} ${what}, got ${size}`)
  }
}

function checkMatrix(what: string, matrix: Float32Array, length: number): void {
  if (matrix.length !== length) fail(`${what}: expected ${length} numbers, got ${matrix.length}`)
  for (let i = 0; i < length; i++) {
    // The negated comparison is also true of NaN.
    if (!(Math.abs(matrix[i]) <= LIMITS.magnitude)) {
      fail(
        `${what}: number ${i} is ${matrix[i]}, expected a magnitude of at most ${LIMITS.magnitude}`,
      )
    }
  }
}

function fail(reason: string): never {
  throw new ModelFormatError(`unsound network: ${reason}; export the model again`)
}
