import type { AsyncClassifier, Classifier } from './classifier.ts'
import { InputError } from './errors.ts'
import { asBytes, loadWasmClassifier, type WasmClassifierOptions } from './load-wasm-classifier.ts'
import type { OrtClassifierOptions } from './ort/load-ort-classifier.ts'

export type OrtEngineOptions = OrtClassifierOptions & { readonly engine: 'ort' }

export type LoadClassifierOptions = WasmClassifierOptions | OrtEngineOptions

/**
 * Loads a classifier from the bytes of an ONNX file. Our own kernels answer at once; `engine: 'ort'`
 * runs any classifier through onnxruntime-web, which is fetched only then.
 *
 * @throws {UnsupportedModelError} when the graph is not one that the engine runs
 * @throws {ModelFormatError} when the bytes are damaged
 * @throws {KernelUnavailableError} when the kernel that was asked for does not run here
 * @example
 * const classifier = await loadClassifier(bytes)
 * const probabilities = classifier.classify(raster)
 */
export function loadClassifier(
  bytes: Uint8Array | ArrayBuffer,
  options?: WasmClassifierOptions,
): Promise<Classifier>
export function loadClassifier(
  bytes: Uint8Array | ArrayBuffer,
  options: OrtEngineOptions,
): Promise<AsyncClassifier>
export function loadClassifier(
  bytes: Uint8Array | ArrayBuffer,
  options: LoadClassifierOptions,
): Promise<Classifier | AsyncClassifier>
export async function loadClassifier(
  bytes: Uint8Array | ArrayBuffer,
  options: LoadClassifierOptions = {},
): Promise<Classifier | AsyncClassifier> {
  // `return await`: workerd reports a rejection as unhandled when a promise is adopted a turn later.
  const engine = options.engine ?? 'wasm'
  if (options.engine === 'ort') {
    const { loadOrtClassifier } = await import('./ort/load-ort-classifier.ts')
    return await loadOrtClassifier(asBytes(bytes), options)
  }
  if (engine !== 'wasm') throw new InputError(`expected engine wasm or ort, got ${engine}`)
  return await loadWasmClassifier(bytes, options)
}
