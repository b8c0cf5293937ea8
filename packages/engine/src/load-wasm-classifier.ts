import type { Classifier } from './classifier.ts'
import { InputError } from './errors.ts'
import { KernelClassifier } from './kernel-classifier.ts'
import { type CreateKernelOptions, createKernel } from './kernels/create-kernel.ts'
import { loadNetwork } from './onnx/load-network.ts'

export interface WasmClassifierOptions extends CreateKernelOptions {
  readonly engine?: 'wasm'
}

/**
 * Loads a recurrent classifier from the bytes of an ONNX file into one of our kernels. The bytes are
 * not kept.
 *
 * @throws {UnsupportedModelError} when the graph is another kind of network
 * @throws {ModelFormatError} when the bytes are damaged
 * @throws {KernelUnavailableError} when the kernel that was asked for does not run here
 */
export async function loadWasmClassifier(
  bytes: Uint8Array | ArrayBuffer,
  options: WasmClassifierOptions = {},
): Promise<Classifier> {
  options.signal?.throwIfAborted()
  const network = await loadNetwork(asBytes(bytes))
  const kernel = await createKernel(network, options)
  if (options.signal?.aborted) {
    kernel.dispose()
    throw options.signal.reason
  }
  return new KernelClassifier(kernel, network.labels)
}

/** The bytes of a model, however they are held. */
export function asBytes(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  // Not a subclass: each view of a Buffer of Node takes several calls.
  if (bytes instanceof Uint8Array)
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes)
  throw new InputError(`expected a Uint8Array or an ArrayBuffer, got ${typeof bytes}`)
}
