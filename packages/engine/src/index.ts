export type {
  AsyncClassifier,
  Classifier,
  ClassifierInfo,
  EngineName,
  KernelName,
} from './classifier.ts'
export type { ModelManifest, ModelView, ViewInput } from './manifest.ts'
