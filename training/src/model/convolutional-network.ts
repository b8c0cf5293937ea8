import * as tf from '@tensorflow/tfjs'
import type { NetworkShape } from './architecture.ts'
import { convolutionRows, convolve } from './convolution.ts'
import { applyLinear, linearSpec } from './linear.ts'
import type { Network } from './network.ts'
import type { ParameterSpec } from './parameters.ts'

/** Channels of the convolutions, in units of the shape's hidden size. */
const CHANNELS = [1, 2] as const
const POOLED = 2

/**
 * The baseline that the paper compares with, in its simplest form: twice a 3×3 convolution, ReLU and 2×2 maximum,
 * with `hidden` and then twice as many channels, a linear head on all that is left.
 */
export function convolutionalNetwork(shape: NetworkShape): Network {
  const { steps, features, hidden } = shape
  const [height, width] = [steps, features].map((size) => Math.floor(Math.floor(size / 2) / 2))
  const channels = CHANNELS.map((factor) => factor * hidden)
  const stateSize = height * width * channels[1]
  return {
    shape,
    stateSize,
    reads: ['image'],
    parameters: [
      convolutionSpec('convolution.0', 1, channels[0]),
      convolutionSpec('convolution.1', channels[0], channels[1]),
      linearSpec('head', stateSize, shape.labels),
    ],
    logits(parameters, { image }, dropoutMask) {
      const maps = [parameters['convolution.0'], parameters['convolution.1']].reduce(
        (maps, kernel) => tf.maxPool(convolve(kernel, maps), POOLED, POOLED, 'valid'),
        image!,
      )
      const state = tf.reshape(maps, [maps.shape[0], stateSize]) as tf.Tensor2D
      return applyLinear(parameters.head, dropoutMask ? tf.mul(state, dropoutMask) : state)
    },
  }
}

function convolutionSpec(name: string, channels: number, filters: number): ParameterSpec {
  return linearSpec(name, convolutionRows(channels) - 1, filters)
}
