import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { loadKernel } from '../../packages/engine/src/kernels/wasm/load-kernel.ts'
import { WasmKernel } from '../../packages/engine/src/kernels/wasm/wasm-kernel.ts'
import { loadNetwork } from '../../packages/engine/src/onnx/load-network.ts'

const DIGITS = new URL('../../packages/models/digits/', import.meta.url)
/** Of a whole model: the classifiers of its views together. */
const LIMIT = 2 * 1024 * 1024

describe.each(['wasm-relaxed', 'wasm-simd'] as const)('%s, digits as shipped', (name) => {
  it('takes less than 2 MB of WebAssembly memory for both views together, after batches too', async () => {
    const sizes = await Promise.all(['raster.onnx', 'trace.onnx'].map((file) => load(name, file)))
    for (const bytes of sizes) expect(bytes).toBeGreaterThan(128 * 1024)
    expect(sizes[0] + sizes[1]).toBeLessThanOrEqual(LIMIT)
  })
})

/** Loads a classifier, runs it, and returns the bytes of its memory: all that it keeps, as its buffers lie there. */
async function load(name: 'wasm-relaxed' | 'wasm-simd', file: string): Promise<number> {
  const network = await loadNetwork(await readFile(new URL(file, DIGITS)))
  const exports = await loadKernel(name)
  const kernel = new WasmKernel(name, network, exports)
  const { steps, features, labels } = kernel.network
  kernel.run(new Float32Array(40 * steps * features).fill(0.5), 40, new Float32Array(40 * labels))
  return exports.memory.buffer.byteLength
}
