import { describe, expect, it } from 'vitest'
import { loadClassifier } from './load-classifier.ts'
import { encodeRecurrentClassifier } from './onnx/encode-classifier.ts'
import { randomInputs, randomNetwork } from './reference/random-network.ts'
import { referenceLogits } from './reference/reference-logits.ts'

const network = randomNetwork({ mean: 0.13, std: 0.31, hidden: [16, 8] })
const bytes = encodeRecurrentClassifier(network)

describe('loadClassifier', () => {
  it('answers like the reference through our kernel', async () => {
    const classifier = await loadClassifier(bytes)
    const inputs = randomInputs(network, 3)
    expectNear(classifier.logits(inputs, 3), referenceLogits(network, inputs, 3), 1)
    expect(classifier.engine).toBe('wasm')
  })

  it('answers like the reference through onnxruntime-web', async () => {
    const classifier = await loadClassifier(bytes, { engine: 'ort' })
    const inputs = randomInputs(network, 3)
    expectNear(await classifier.logits(inputs, 3), referenceLogits(network, inputs, 3), 5)
    expect(classifier).toMatchObject({ engine: 'ort', kernel: 'ort', steps: 28, features: 28 })
  })

  it('takes an ArrayBuffer', async () => {
    const classifier = await loadClassifier(bytes.slice().buffer, { kernel: 'js' })
    expect(classifier.labels).toEqual(network.labels)
  })

  it('refuses an engine that it does not know', async () => {
    const options = { engine: 'gpu' } as unknown as { engine: 'wasm' }
    await expect(loadClassifier(bytes, options)).rejects.toMatchObject({ code: 'INPUT' })
  })

  it.each(['wasm', 'ort'] as const)(
    'rejects with the reason of an aborted signal: %s',
    async (engine) => {
      const signal = AbortSignal.abort('the page was left')
      await expect(loadClassifier(bytes, { engine, signal })).rejects.toBe('the page was left')
    },
  )
})

function expectNear(actual: Float32Array, expected: Float64Array, digits: number): void {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, digits)
  })
}
