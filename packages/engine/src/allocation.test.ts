import { describe, expect, it } from 'vitest'
import { loadClassifier } from './load-classifier.ts'
import { encodeRecurrentClassifier } from './onnx/encode-classifier.ts'
import { randomInputs, randomNetwork } from './reference/random-network.ts'

const CALLS = 1000
const WINDOWS = 60
/** Bytes a call: less than any object, more than what reading the heap's size leaves behind. */
const LIMIT = 12

describe.each(['wasm-relaxed', 'wasm-simd'] as const)('%s', (kernel) => {
  it('allocates nothing in a call that is given a buffer, once its code is compiled', async () => {
    const network = randomNetwork({ hidden: [8], steps: 4, features: 4 })
    const classifier = await loadClassifier(encodeRecurrentClassifier(network), { kernel })
    const inputs = randomInputs(network)
    const out = new Float32Array(classifier.labels.length)
    const least = leastGrowth(() => classifier.classify(inputs, 1, out))
    expect(least).toBeLessThan(LIMIT)
    // The same measure sees the result where there is no buffer.
    expect(leastGrowth(() => classifier.classify(inputs))).toBeGreaterThan(LIMIT)
  })
})

/** Bytes a call by which the heap grew in the window where it grew least, collections left out. */
function leastGrowth(call: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let window = 0; window < WINDOWS && least >= LIMIT; window++) {
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < CALLS; i++) call()
    const growth = (process.memoryUsage().heapUsed - before) / CALLS
    if (growth >= 0) least = Math.min(least, growth)
  }
  return least
}
