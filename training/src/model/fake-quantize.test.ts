import { decodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { describe, expect, it } from 'vitest'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { encodeNetwork } from '../export/encode-network.ts'
import { toRecurrentClassifier } from '../export/to-graph.ts'
import { createRandom } from '../random.ts'
import { fakeQuantize } from './fake-quantize.ts'
import { createNetwork } from './network.ts'
import { layoutParameters, namedViews } from './parameters.ts'

function example(part: Record<string, unknown>) {
  const config = parseConfig({ hidden: 12, ...part })
  const layout = layoutParameters(createNetwork(networkShape(config)).parameters)
  const random = createRandom('fake quantization')
  const weights = Float32Array.from({ length: layout.size }, () => random.normal(0, 0.2))
  const rounded = new Float32Array(layout.size)
  fakeQuantize(layout, weights, rounded)
  return { config, layout, weights, rounded }
}

describe.each([
  [{ architecture: 'bilstm' }],
  [{ architecture: 'lstm', view: 'trace' }],
  [{ architecture: 'bilstm-hier' }],
  [{ architecture: 'bilstm-dual', readout: 'mean-max' }],
])('weights rounded for the training of %j', (part) => {
  const { config, layout, weights, rounded } = example(part)

  it('are to the last bit those that a reader of the int8 file gets', () => {
    const { input: read, ...file } = decodeRecurrentClassifier(encodeNetwork(config, weights).int8!)
    const { input: _, ...expected } = toRecurrentClassifier(config, rounded)
    expect(file).toEqual(expected)
    expect(read.steps).toBe(config.view === 'raster' ? 28 : 64)
    expect(rounded).not.toEqual(weights)
  })

  it('stay where they are when they are rounded again', () => {
    const twice = new Float32Array(layout.size)
    fakeQuantize(layout, rounded, twice)
    rounded.forEach((value, i) => {
      expect(Math.abs(twice[i] - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value))
    })
  })
})

it('rounds no weight by more than half a scale, and leaves the head and all biases alone', () => {
  const { layout, weights, rounded } = example({ architecture: 'bilstm' })
  const kernel = namedViews(layout, weights)['rows.0.forward']
  const roundedKernel = namedViews(layout, rounded)['rows.0.forward']
  const columns = 48
  for (let column = 0; column < columns; column++) {
    const inputs = Array.from({ length: 28 }, (_, row) => row * columns + column)
    const scale = Math.max(...inputs.map((at) => Math.abs(kernel[at]))) / 127
    for (const at of inputs) {
      expect(Math.abs(roundedKernel[at] - kernel[at])).toBeLessThanOrEqual(0.5001 * scale)
    }
    expect(roundedKernel[28 * columns + column]).toBe(kernel[28 * columns + column])
  }
  expect(namedViews(layout, rounded).head).toEqual(namedViews(layout, weights).head)
})
