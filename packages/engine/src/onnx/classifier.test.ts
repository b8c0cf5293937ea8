import { describe, expect, it } from 'vitest'
import { GATES, type RecurrentClassifier } from '../graph/recurrent.ts'
import { type RandomNetworkOptions, randomNetwork } from '../reference/random-network.ts'
import { decodeRecurrentClassifier } from './decode-classifier.ts'
import { encodeRecurrentClassifier } from './encode-classifier.ts'

const SHAPES: Record<string, RandomNetworkOptions> = {
  'a bidirectional LSTM with normalisation': { mean: 0.1307, std: 0.3081 },
  'a trace of 64 × 5 with one direction': { steps: 64, features: 5, directions: 1 },
  'two GRU layers': { cell: 'gru', hidden: [16, 8] },
  'a GRU that resets before the product': { cell: 'gru', linearBeforeReset: false },
  'rows and columns, mean and max': {
    steps: 12,
    features: 20,
    scans: ['rows', 'columns'],
    readout: 'mean-max',
  },
  'three layers, last step': { hidden: [8, 16, 8], readout: 'last-step', labels: 3 },
}

describe('a network written to ONNX and read again', () => {
  it.each(Object.entries(SHAPES))('is the same for %s', (_, shape) => {
    const network = randomNetwork(shape)
    const decoded = decodeRecurrentClassifier(encodeRecurrentClassifier(network))
    expect(decoded).toEqual(withFloat32Normalisation(network))
  })

  it('keeps labels that are not ASCII', () => {
    const network = { ...randomNetwork({ labels: 3 }), labels: ['一', 'é', '"\\'] }
    const decoded = decodeRecurrentClassifier(encodeRecurrentClassifier(network))
    expect(decoded.labels).toEqual(network.labels)
  })

  it('differs by at most half a step of each row when quantized to int8', () => {
    const network = randomNetwork({ hidden: [24, 16] })
    const decoded = decodeRecurrentClassifier(
      encodeRecurrentClassifier(network, { quantize: 'int8' }),
    )
    network.branches[0].layers.forEach((layer, l) => {
      layer.directions.forEach((direction, d) => {
        const read = decoded.branches[0].layers[l].directions[d]
        const rows = GATES[layer.cell] * layer.hiddenSize
        expectNear(read.inputWeights, direction.inputWeights, rows)
        expectNear(read.recurrentWeights, direction.recurrentWeights, rows)
        expect(read.inputBias).toEqual(direction.inputBias)
      })
    })
  })

  it('is a quarter of the size in int8', () => {
    const network = randomNetwork({ hidden: [128] })
    const float = encodeRecurrentClassifier(network).length
    const int8 = encodeRecurrentClassifier(network, { quantize: 'int8' }).length
    expect(int8 / float).toBeLessThan(0.3)
  })
})

describe('what cannot be written', () => {
  it('is a GRU in int8', () => {
    const network = randomNetwork({ cell: 'gru' })
    expect(() => encodeRecurrentClassifier(network, { quantize: 'int8' })).toThrow(
      expect.objectContaining({ code: 'INPUT' }),
    )
  })

  it('is a head of the wrong length', () => {
    const network = randomNetwork()
    const head = { ...network.head, bias: new Float32Array(9) }
    expect(() => encodeRecurrentClassifier({ ...network, head })).toThrow(
      expect.objectContaining({
        code: 'MODEL_FORMAT',
        message: expect.stringContaining('expected 10 numbers, got 9'),
      }),
    )
  })
})

function withFloat32Normalisation(network: RecurrentClassifier): RecurrentClassifier {
  const { mean, std } = network.input
  return { ...network, input: { ...network.input, mean: Math.fround(mean), std: Math.fround(std) } }
}

function expectNear(read: Float32Array, written: Float32Array, rows: number): void {
  const columns = written.length / rows
  for (let row = 0; row < rows; row++) {
    const weights = written.subarray(row * columns, (row + 1) * columns)
    const step = weights.reduce((max, w) => Math.max(max, Math.abs(w)), 0) / 127
    weights.forEach((w, i) => {
      expect(Math.abs(read[row * columns + i] - w)).toBeLessThanOrEqual(step * 0.5001)
    })
  }
}
