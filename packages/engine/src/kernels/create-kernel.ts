import type { KernelName } from '../classifier.ts'
import { InputError, KernelUnavailableError, UnsupportedModelError } from '../errors.ts'
import type { StoredClassifier } from '../graph/stored.ts'
import type { Kernel } from './kernel.ts'
import { type KernelModules, loadKernel } from './wasm/load-kernel.ts'
import { WasmKernel } from './wasm/wasm-kernel.ts'

/** Kernels of the `wasm` engine. */
export type EngineKernelName = Exclude<KernelName, 'ort'>

/** The fastest first. */
const WASM_NAMES = ['wasm-relaxed', 'wasm-simd'] as const

export interface CreateKernelOptions {
  /** Left out, the fastest that gives right answers here. */
  readonly kernel?: EngineKernelName
  /** Compiled kernels, where bytes may not be compiled (Workers): `@edgeink/engine/simd.wasm` and `/relaxed.wasm`. */
  readonly modules?: KernelModules
  readonly signal?: AbortSignal
}

/**
 * Makes the kernel that was asked for, or chooses one: WebAssembly where it runs, JavaScript where a page's
 * Content-Security-Policy forbids it, or for the variant of GRU that only `js` has.
 *
 * @throws {KernelUnavailableError} when the kernel that was asked for does not run here
 * @throws {UnsupportedModelError} when the kernel that was asked for does not run this network
 * @throws {ModelFormatError} when a weight is not a usable number
 * @throws the signal's reason when it aborts
 */
export async function createKernel(
  network: StoredClassifier,
  { kernel, modules, signal }: CreateKernelOptions = {},
): Promise<Kernel> {
  signal?.throwIfAborted()
  if (kernel !== undefined && kernel !== 'js' && !WASM_NAMES.includes(kernel)) {
    throw new InputError(`expected a kernel of ${WASM_NAMES} or js, got ${kernel}`)
  }
  for (const name of WASM_NAMES) {
    if (kernel !== undefined && kernel !== name) continue
    try {
      refuseEarlyReset(network)
      const exports = await loadKernel(name, modules)
      signal?.throwIfAborted()
      return new WasmKernel(name, network, exports)
    } catch (error) {
      const other =
        error instanceof KernelUnavailableError || error instanceof UnsupportedModelError
      if (kernel || !other) throw error
    }
  }
  return (await import('./js/index.ts')).createJsKernel(network)
}

function refuseEarlyReset({ branches }: StoredClassifier): void {
  for (const { cell, linearBeforeReset } of branches.flatMap(({ layers }) => layers)) {
    if (cell === 'gru' && !linearBeforeReset) {
      throw new UnsupportedModelError(
        'expected a GRU with linear_before_reset = 1, got 0, which takes { kernel: "js" }',
      )
    }
  }
}
