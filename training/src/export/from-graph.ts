import { isDeepStrictEqual } from 'node:util'
import type { RecurrentClassifier } from '@edgeink/engine/onnx'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters } from '../model/parameters.ts'
import { toRecurrentClassifier } from './to-graph.ts'

/**
 * The inverse of `toRecurrentClassifier`: weights of an exported network in our layout, to train on from them.
 *
 * @throws {RangeError} when the network is not the one that the config describes, or no export of ours
 */
export function fromRecurrentClassifier(
  config: TrainConfig,
  network: RecurrentClassifier,
): Float32Array {
  const { size } = layoutParameters(createNetwork(networkShape(config)).parameters)
  // Numbers that tell where each weight goes, exact in float32; 0 is a unit that only fills up.
  const numbered = Float32Array.from({ length: size }, (_, i) => i + 1)
  const places = toRecurrentClassifier(config, numbered)
  const [wanted, got] = [places, network].map(shapeOf)
  if (!isDeepStrictEqual(wanted, got)) {
    throw new RangeError(
      `expected the network ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`,
    )
  }
  const weights = new Float32Array(size)
  const values = matricesOf(network)
  matricesOf(places).forEach((matrix, m) => {
    matrix.forEach((place, i) => {
      if (place > 0) weights[place - 1] = values[m][i]
      else if (values[m][i] !== 0) {
        throw new RangeError('expected weights that training exported, got some that it has not')
      }
    })
  })
  return weights
}

/** All but the weights. */
function shapeOf({ labels, input, branches, readout }: RecurrentClassifier) {
  return {
    labels: labels.join(' '),
    steps: input.steps,
    features: input.features,
    readout,
    branches: branches.map(({ scan, layers }) => ({
      scan,
      layers: layers.map(({ cell, inputSize, hiddenSize, directions }) => ({
        cell,
        inputSize,
        hiddenSize,
        directions: directions.length,
      })),
    })),
  }
}

/** All weights of a network, always in one order. */
function matricesOf({ branches, head }: RecurrentClassifier): Float32Array[] {
  const directions = branches.flatMap(({ layers }) => layers.flatMap((layer) => layer.directions))
  return [
    ...directions.flatMap((direction) => [
      direction.inputWeights,
      direction.recurrentWeights,
      direction.inputBias,
      direction.recurrentBias,
    ]),
    head.weight,
    head.bias,
  ]
}
