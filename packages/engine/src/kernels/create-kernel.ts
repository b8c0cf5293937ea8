import type { KernelName } from '../classifier.ts'
import { InputError } from '../errors.ts'
import type { RecurrentClassifier } from '../graph/recurrent.ts'
import { createJsKernel } from './js/index.ts'
import type { Kernel, KernelOptions } from './kernel.ts'

/** Kernels of the `wasm` engine. */
export type EngineKernelName = Exclude<KernelName, 'ort'>

export interface CreateKernelOptions extends KernelOptions {
  /** Left out, the fastest that gives the right answer here. */
  readonly kernel?: EngineKernelName
}

/**
 * Makes the kernel that was asked for, or chooses one.
 *
 * @throws {KernelUnavailableError} when the kernel that was asked for does not run here
 */
export async function createKernel(
  network: RecurrentClassifier,
  options: CreateKernelOptions = {},
): Promise<Kernel> {
  const { kernel } = options
  if (kernel !== undefined && kernel !== 'js') {
    throw new InputError(`expected kernel to be js, got ${kernel}`)
  }
  return createJsKernel(network)
}
