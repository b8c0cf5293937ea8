import { KernelUnavailableError } from '@edgeink/engine/wasm'

/**
 * Stands in the bundle where the engine has its kernel in JavaScript (wrangler.jsonc), which is there for pages that
 * forbid WebAssembly: workerd runs modules that were compiled with the worker, always.
 *
 * @throws {KernelUnavailableError} always
 */
export function createJsKernel(): never {
  throw new KernelUnavailableError('js', 'this worker has none')
}
