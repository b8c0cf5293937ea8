import { loadWasmClassifier, type WasmClassifierOptions } from './load-wasm-classifier.ts'
import { smallestModel } from './smallest-model.ts'

export type { WasmClassifierOptions as PrepareEngineOptions } from './load-wasm-classifier.ts'

/**
 * Does ahead of time what the first classifier would have to wait for: fetches and compiles the kernel, and has the
 * runtime compile the engine's own code, by taking the smallest network from its bytes to an answer. Call it while the
 * bytes of a model are on their way, with the options that they will be loaded with.
 *
 * @throws {KernelUnavailableError} when the kernel that was asked for does not run here
 * @throws the signal's reason when it aborts
 * @example
 * import { prepareEngine } from '@edgeink/engine/prepare'
 * const [response] = await Promise.all([fetch(url), prepareEngine()])
 * const classifier = await loadClassifier(await response.arrayBuffer())
 */
export async function prepareEngine(options: WasmClassifierOptions = {}): Promise<void> {
  const classifier = await loadWasmClassifier(smallestModel(), options)
  classifier.classify(new Float32Array(classifier.steps * classifier.features))
  classifier.dispose()
}
