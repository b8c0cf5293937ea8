import { KernelUnavailableError } from '../../errors.ts'
import type { WasmKernelName } from './arithmetic.ts'

/** Compiled kernels, for runtimes that may not compile bytes (Workers import the .wasm files as modules). */
export interface KernelModules {
  readonly simd?: WebAssembly.Module
  readonly relaxed?: WebAssembly.Module
}

const compiled = new Map<WasmKernelName, Promise<WebAssembly.Module>>()

/**
 * The module of a kernel: the given one, or the one in this package, whose bytes are loaded and compiled once.
 *
 * @throws {KernelUnavailableError} where WebAssembly, or this level of its SIMD, is missing or forbidden
 */
export function loadModule(
  kernel: WasmKernelName,
  modules: KernelModules = {},
): Promise<WebAssembly.Module> {
  const given = kernel === 'wasm-simd' ? modules.simd : modules.relaxed
  if (given) return Promise.resolve(given)
  const known = compiled.get(kernel)
  if (known) return known
  const module = compile(kernel)
  compiled.set(kernel, module)
  module.catch(() => compiled.delete(kernel))
  return module
}

async function compile(kernel: WasmKernelName): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(decodeBase64(await loadBytes(kernel)))
  } catch (cause) {
    const reason = 'WebAssembly with this level of SIMD cannot be compiled here'
    throw new KernelUnavailableError(kernel, reason, { cause })
  }
}

/** Each kernel is a module of its own, so that a page loads only the one it uses. */
async function loadBytes(kernel: WasmKernelName): Promise<string> {
  if (kernel === 'wasm-simd') return (await import('./simd.generated.ts')).SIMD_WASM
  return (await import('./relaxed.generated.ts')).RELAXED_WASM
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i)
  return bytes
}
