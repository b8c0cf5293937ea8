export { DataError, type DataErrorCode } from './errors.ts'
export {
  type LoadOptions,
  loadMnist,
  loadNegativeSets,
  loadNegatives,
  loadOwnInk,
  loadPendigits,
  loadUnipen,
} from './load.ts'
export { looksLike } from './negatives/look-alikes.ts'
export { NEGATIVE_LABEL } from './negatives/negatives.ts'
export type { InkSample, RasterSample } from './samples.ts'
export type { DownloadProgress } from './source/download.ts'
export type { DataOptions } from './source/locate.ts'
export { DEFAULT_SPLIT_SEED, type Part, type Split } from './split.ts'
export type { UnipenTask } from './unipen/archive.ts'
