import { ModelFormatError, UnsupportedModelError } from '../errors.ts'
import { LIMITS } from './limits.ts'
import type { RecurrentClassifier } from './recurrent.ts'
import { parameterCount } from './sizes.ts'

/**
 * Checks that the sizes of a network are within {@link LIMITS}, its labels distinct and its normalisation sound.
 *
 * @throws {UnsupportedModelError} when a size is outside the limits
 * @throws {ModelFormatError} when labels or normalisation are unsound
 */
export function checkSizes(network: RecurrentClassifier<unknown>): void {
  const { labels, input, branches } = network
  checkSize('steps', input.steps)
  checkSize('features', input.features)
  checkSize('labels', labels.length)
  checkSize('branches', branches.length)
  for (const { layers } of branches) {
    checkSize('layers', layers.length)
    for (const { hiddenSize, directions } of layers) {
      checkSize('hiddenSize', hiddenSize)
      checkSize('directions', directions.length)
      if (hiddenSize % LIMITS.hiddenMultiple) {
        throw new UnsupportedModelError(
          `expected hidden sizes that are multiples of ${LIMITS.hiddenMultiple}, got ${hiddenSize}`,
        )
      }
    }
  }
  checkSize('parameters', parameterCount(network))
  if (new Set(labels).size !== labels.length) throw unsound('the labels are not distinct')
  const { mean, std } = input
  if (!isModerate(mean) || !isModerate(std) || Math.abs(std) < LIMITS.std) {
    throw unsound(`the input has mean ${mean} and standard deviation ${std}`)
  }
}

/** @throws {UnsupportedModelError} when the size is not a whole number from 1 to the limit of that name */
export function checkSize(what: keyof typeof LIMITS, size: number): void {
  if (!(Number.isInteger(size) && size >= 1 && size <= LIMITS[what])) {
    throw new UnsupportedModelError(`expected 1 to ${LIMITS[what]} ${what}, got ${size}`)
  }
}

/** Whether a weight or an input is a number that no sum of products can overflow by. */
export function isModerate(x: number): boolean {
  return Math.abs(x) <= LIMITS.magnitude
}

export function unsound(reason: string): ModelFormatError {
  return new ModelFormatError(`unsound network: ${reason}; export the model again`)
}
