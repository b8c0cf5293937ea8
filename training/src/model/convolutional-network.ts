import * as tf from '@tensorflow/tfjs'
import type { NetworkShape } from './architecture.ts'
import { convolutionRows, convolve } from './convolution.ts'
import { applyLinear, linearSpec } from './linear.ts'
import type { Network } from './network.ts'
import type { ParameterSpec } from './parameters.ts'
import { maxPool } from './pooling.ts'

/** Filters of the two convolutions. */
export const FILTERS = [16, 32] as const

/** Names of the parameters of the two convolutions. */
export const CONVOLUTIONS = ['convolution.0', 'convolution.1'] as const

/**
 * The baseline that the paper compares with, in its usual form: twice a 3×3 convolution, ReLU and 2×2 maximum, then a
 * dense layer of `hidden` units with ReLU, a linear head.
 */
export function convolutionalNetwork(shape: NetworkShape): Network {
  const { steps, features, hidden } = shape
  const [height, width] = [steps, features].map((size) => Math.floor(Math.floor(size / 2) / 2))
  const flat = height * width * FILTERS[1]
  return {
    shape,
    stateSize: hidden,
    reads: ['image'],
    parameters: [
      convolutionSpec(CONVOLUTIONS[0], 1, FILTERS[0]),
      convolutionSpec(CONVOLUTIONS[1], FILTERS[0], FILTERS[1]),
      linearSpec('dense', flat, hidden),
      linearSpec('head', hidden, shape.labels),
    ],
    logits(parameters, { image }, dropoutMask) {
      const maps = CONVOLUTIONS.reduce(
        (input, name) => maxPool(convolve(parameters[name], input)),
        image!,
      )
      const features = tf.reshape(maps, [maps.shape[0], flat]) as tf.Tensor2D
      const state = tf.relu(applyLinear(parameters.dense, features))
      return applyLinear(parameters.head, dropoutMask ? tf.mul(state, dropoutMask) : state)
    },
  }
}

function convolutionSpec(name: string, channels: number, filters: number): ParameterSpec {
  return linearSpec(name, convolutionRows(channels) - 1, filters)
}
