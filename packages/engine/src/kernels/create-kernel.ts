import type { KernelName } from '../classifier.ts'
import { InputError, KernelUnavailableError, UnsupportedModelError } from '../errors.ts'
import type { RecurrentClassifier } from '../graph/recurrent.ts'
import type { Kernel, KernelOptions } from './kernel.ts'
import { createWasmKernel, type KernelModules } from './wasm/index.ts'

/** Kernels of the `wasm` engine. */
export type EngineKernelName = Exclude<KernelName, 'ort'>

const NAMES: readonly EngineKernelName[] = ['wasm-relaxed', 'wasm-simd', 'js']

export interface CreateKernelOptions extends KernelOptions {
  /** Left out, the fastest that gives right answers here. */
  readonly kernel?: EngineKernelName
  /** Compiled kernels, where bytes may not be compiled (Workers). */
  readonly modules?: KernelModules
}

/**
 * Makes the kernel that was asked for, or chooses one: WebAssembly where it runs, JavaScript where a page's
 * Content-Security-Policy forbids it, or for the variant of GRU that only `js` has.
 *
 * @throws {KernelUnavailableError} when the kernel that was asked for does not run here
 * @throws {UnsupportedModelError} when the kernel that was asked for does not run this network
 */
export async function createKernel(
  network: RecurrentClassifier,
  options: CreateKernelOptions = {},
): Promise<Kernel> {
  const { kernel, modules, signal } = options
  if (kernel !== undefined && !NAMES.includes(kernel)) {
    throw new InputError(`expected a kernel of ${NAMES.join(', ')}, got ${kernel}`)
  }
  if (kernel === 'js') return await loadJsKernel(network)
  try {
    return await createWasmKernel(network, { kernel, modules, signal })
  } catch (error) {
    if (kernel === undefined && isWithoutWasm(error)) return await loadJsKernel(network)
    throw error
  }
}

/** Most pages have WebAssembly and need not fetch this kernel. */
async function loadJsKernel(network: RecurrentClassifier): Promise<Kernel> {
  return (await import('./js/index.ts')).createJsKernel(network)
}

function isWithoutWasm(error: unknown): boolean {
  return error instanceof KernelUnavailableError || error instanceof UnsupportedModelError
}
