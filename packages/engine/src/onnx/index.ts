export type { RecurrentClassifier } from '../graph/recurrent.ts'
export { decodeRecurrentClassifier } from './decode-classifier.ts'
export { type EncodeOptions, encodeRecurrentClassifier } from './encode-classifier.ts'
