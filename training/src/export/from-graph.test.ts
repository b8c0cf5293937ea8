import { decodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { describe, expect, it } from 'vitest'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { fakeQuantize } from '../model/fake-quantize.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters } from '../model/parameters.ts'
import { createRandom } from '../random.ts'
import { encodeNetwork } from './encode-network.ts'
import { fromRecurrentClassifier } from './from-graph.ts'

const layoutOf = (config: TrainConfig) =>
  layoutParameters(createNetwork(networkShape(config)).parameters)

function randomWeights(config: TrainConfig): Float32Array {
  const random = createRandom('from-graph')
  return Float32Array.from({ length: layoutOf(config).size }, () => random.normal(0, 0.3))
}

describe('weights of an exported file', () => {
  it.each<Partial<TrainConfig>>([
    { architecture: 'bilstm', hidden: 16 },
    { architecture: 'bilstm', hidden: 12, view: 'trace' },
    { architecture: 'lstm', hidden: 8 },
    { architecture: 'bigru', hidden: 8, readout: 'mean-max', view: 'trace' },
    { architecture: 'bilstm-hier', hidden: 16 },
    { architecture: 'bilstm-dual', hidden: 12, readout: 'mean-max' },
  ])('come back as they were trained: %j', (part) => {
    const config = parseConfig({ ...part })
    const weights = randomWeights(config)
    const { float32 } = encodeNetwork(config, weights)
    expect(fromRecurrentClassifier(config, decodeRecurrentClassifier(float32))).toEqual(weights)
  })

  it('come back from an int8 file at its levels', () => {
    const config = parseConfig({ architecture: 'bilstm-dual', hidden: 16 })
    const weights = randomWeights(config)
    const { int8 } = encodeNetwork(config, weights)
    const rounded = weights.slice()
    fakeQuantize(layoutOf(config), weights, rounded)
    expect(fromRecurrentClassifier(config, decodeRecurrentClassifier(int8!))).toEqual(rounded)
  })

  it('are refused for another network', () => {
    const config = parseConfig({ architecture: 'bilstm', hidden: 16 })
    const { float32 } = encodeNetwork(config, randomWeights(config))
    const network = decodeRecurrentClassifier(float32)
    for (const other of [{ hidden: 24 }, { architecture: 'lstm' }, { labels: ['a', 'b'] }]) {
      const wanted = parseConfig({ architecture: 'bilstm', hidden: 16, ...other })
      expect(() => fromRecurrentClassifier(wanted, network)).toThrow(/expected the network/)
    }
  })
})
