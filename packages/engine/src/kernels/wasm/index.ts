import { KernelUnavailableError, UnsupportedModelError } from '../../errors.ts'
import type { RecurrentClassifier } from '../../graph/recurrent.ts'
import type { Kernel, KernelOptions } from '../kernel.ts'
import { ARITHMETIC, type WasmKernelName } from './arithmetic.ts'
import { type KernelModules, loadModule } from './modules.ts'
import { createMemory, packNetwork, rememberBlankStates } from './pack-network.ts'
import { planNetwork } from './plan.ts'
import { instantiate, probeWasmKernels, relaxedDot } from './probe.ts'
import { WasmKernel } from './wasm-kernel.ts'

export type { WasmKernelName } from './arithmetic.ts'
export type { KernelModules } from './modules.ts'
export { type KernelSupport, probeWasmKernels } from './probe.ts'

export interface WasmKernelOptions extends KernelOptions {
  /** Default: `wasm-relaxed` where it gives right answers, else `wasm-simd`. */
  readonly kernel?: WasmKernelName
  /** Compiled modules, where bytes may not be compiled: `@edgeink/engine/simd.wasm` and `/relaxed.wasm`. */
  readonly modules?: KernelModules
}

/**
 * Packs a network that has passed `checkNetwork` for a WebAssembly kernel, in a memory of its own.
 *
 * @throws {KernelUnavailableError} when the kernel does not run here
 * @throws {UnsupportedModelError} when a GRU resets before its linear map; the `js` kernel runs it
 * @throws the signal's reason when it aborts
 */
export async function createWasmKernel(
  network: RecurrentClassifier,
  options: WasmKernelOptions = {},
): Promise<Kernel> {
  const { modules, signal } = options
  signal?.throwIfAborted()
  refuseEarlyReset(network)
  const name = options.kernel ?? (await defaultKernel(modules))
  const module = await loadModule(name, modules)
  signal?.throwIfAborted()
  const fused = name === 'wasm-relaxed' && isFused(module) ? 1 : 0
  const arithmetic = ARITHMETIC[name]
  const plan = planNetwork(network, arithmetic)
  const memory = createMemory(plan)
  const exports = instantiate(module, memory)
  packNetwork(network, plan, memory, exports, arithmetic)
  rememberBlankStates(plan, memory, exports, fused)
  return new WasmKernel(name, { network, plan, memory, exports, fused })
}

async function defaultKernel(modules: KernelModules | undefined): Promise<WasmKernelName> {
  const { relaxed } = await probeWasmKernels(modules)
  return relaxed ? 'wasm-relaxed' : 'wasm-simd'
}

function isFused(module: WebAssembly.Module): boolean {
  const dot = relaxedDot(module)
  if (dot === 'wrong') {
    const reason = 'its dot product gives wrong sums in this version of the engine'
    throw new KernelUnavailableError('wasm-relaxed', reason)
  }
  return dot === 'fused'
}

function refuseEarlyReset(network: RecurrentClassifier): void {
  for (const { cell, linearBeforeReset } of network.branches.flatMap((branch) => branch.layers)) {
    if (cell === 'gru' && !linearBeforeReset) {
      throw new UnsupportedModelError(
        'expected a GRU with linear_before_reset = 1, got 0, which takes { kernel: "js" }',
      )
    }
  }
}
