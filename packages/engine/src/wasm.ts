/** The engine without onnxruntime-web, not even behind a dynamic import: for workers and small bundles. */
export type { Classifier, ClassifierInfo, EngineName, KernelName } from './classifier.ts'
export * from './errors.ts'
export {
  loadWasmClassifier as loadClassifier,
  type WasmClassifierOptions as LoadClassifierOptions,
} from './load-wasm-classifier.ts'
export {
  loadWasmModel as loadModel,
  type WasmModelOptions as LoadModelOptions,
} from './load-wasm-model.ts'
export type { ModelManifest, ModelReference, ModelView, ViewInput } from './manifest.ts'
export * from './model/index.ts'
