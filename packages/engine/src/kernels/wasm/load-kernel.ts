import { KernelUnavailableError } from '../../errors.ts'
import type { KernelExports, WasmKernelName } from './exports.ts'

/** Compiled kernels, for runtimes that may not compile bytes (Workers import the .wasm files as modules). */
export interface KernelModules {
  readonly simd?: WebAssembly.Module
  readonly relaxed?: WebAssembly.Module
}

const compiled = new Map<WasmKernelName, Promise<WebAssembly.Module>>()

/**
 * An instance of a kernel, with a memory of its own: of the given module, or of the one in this package, whose bytes
 * are loaded and compiled once.
 *
 * @throws {KernelUnavailableError} where WebAssembly, or this level of its SIMD, is missing, forbidden or wrong
 */
export async function loadKernel(
  name: WasmKernelName,
  modules: KernelModules = {},
): Promise<KernelExports> {
  try {
    const module = modules[name === 'wasm-simd' ? 'simd' : 'relaxed'] ?? (await compileOnce(name))
    const kernel = new WebAssembly.Instance(module).exports as unknown as KernelExports
    if (kernel.probe && !kernel.probe()) throw new Error('its dot product gives wrong sums')
    return kernel
  } catch (cause) {
    throw new KernelUnavailableError(name, String(cause), { cause })
  }
}

function compileOnce(name: WasmKernelName): Promise<WebAssembly.Module> {
  const known = compiled.get(name)
  if (known) return known
  const module = loadBytes(name).then((text) => WebAssembly.compile(decodeBase64(text)))
  compiled.set(name, module)
  module.catch(() => compiled.delete(name))
  return module
}

/** Each kernel is a module of its own, so that a page loads only the one it uses. */
async function loadBytes(name: WasmKernelName): Promise<string> {
  if (name === 'wasm-simd') return (await import('./simd.generated.ts')).SIMD_WASM
  return (await import('./relaxed.generated.ts')).RELAXED_WASM
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i)
  return bytes
}
