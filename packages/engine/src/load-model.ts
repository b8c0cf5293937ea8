import { type LoadClassifierOptions, loadClassifier } from './load-classifier.ts'
import { loadModelWith, type ModelOptions, type ModelSource } from './model/load-model.ts'
import type { Model } from './model/model.ts'

export type LoadModelOptions = LoadClassifierOptions & ModelOptions

/**
 * Loads a model of one or two views.
 *
 * @throws {ManifestError} when the manifest is unsound, or does not fit its files
 * @throws {ModelChecksumError} when a file is not the one of the manifest
 * @throws {InputError} when a file is missing
 * @throws as {@link loadClassifier} does
 * @example
 * const model = await loadModel({ manifest, files: { 'raster.onnx': bytes } })
 * const [{ candidates }] = await model.classify([{ ink }])
 */
export function loadModel(source: ModelSource, options: LoadModelOptions = {}): Promise<Model> {
  return loadModelWith<LoadModelOptions>(loadClassifier, source, options)
}
