import { loadWasmClassifier, type WasmClassifierOptions } from './load-wasm-classifier.ts'
import { loadModelWith, type ModelOptions, type ModelSource } from './model/load-model.ts'
import type { Model } from './model/model.ts'

export type WasmModelOptions = WasmClassifierOptions & ModelOptions

/** `loadModel` with our own kernels only; see `load-model.ts`. */
export function loadWasmModel(source: ModelSource, options: WasmModelOptions = {}): Promise<Model> {
  return loadModelWith<WasmModelOptions>(loadWasmClassifier, source, options)
}
