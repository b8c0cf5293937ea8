export { loadOrtClassifier, type OrtClassifierOptions } from './load-ort-classifier.ts'
