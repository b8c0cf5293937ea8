export type {
  AsyncClassifier,
  Classifier,
  ClassifierInfo,
  EngineName,
  KernelName,
} from './classifier.ts'
export * from './errors.ts'
export {
  type LoadClassifierOptions,
  loadClassifier,
  type OrtEngineOptions,
} from './load-classifier.ts'
export { type LoadModelOptions, loadModel } from './load-model.ts'
export type { WasmClassifierOptions } from './load-wasm-classifier.ts'
export type { ModelManifest, ModelReference, ModelView, ViewInput } from './manifest.ts'
export * from './model/index.ts'
