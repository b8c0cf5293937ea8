import { KernelUnavailableError } from '../../errors.ts'
import type { KernelExports, WasmKernelName } from './exports.ts'

/** Compiled kernels, for runtimes that may not compile bytes (Workers import the .wasm files as modules). */
export interface KernelModules {
  readonly simd?: WebAssembly.Module
  readonly relaxed?: WebAssembly.Module
}

/** An empty module, and the smallest one with an instruction of relaxed SIMD (`i8x16.relaxed_swizzle`). */
const PROBES: Readonly<Record<WasmKernelName, string>> = {
  'wasm-simd': '0061736d01000000',
  'wasm-relaxed': '0061736d010000000105016000017b030201000a0f010d004101fd0f4102fd0ffd80020b',
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
    if (kernel.probe && !kernel.probe()) throw new Error('its dot product is wrong')
    return kernel
  } catch (cause) {
    throw new KernelUnavailableError(name, String(cause), { cause })
  }
}

function compileOnce(name: WasmKernelName): Promise<WebAssembly.Module> {
  const known = compiled.get(name)
  if (known) return known
  const module = loadBytes(name).then(decodeHex).then(compile)
  compiled.set(name, module)
  module.catch(() => compiled.delete(name))
  return module
}

/**
 * At once where that is allowed: for a few kilobytes, handing them to another thread and back takes three times as long
 * as compiling them. Chromium used to refuse more than 4 KB on a page's main thread.
 */
function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | Promise<WebAssembly.Module> {
  try {
    return new WebAssembly.Module(bytes)
  } catch {
    return WebAssembly.compile(bytes)
  }
}

/**
 * Each kernel is a module of its own, so that a page loads only the one it uses: none that the browser, or the page's
 * policy, would then refuse.
 */
async function loadBytes(name: WasmKernelName): Promise<string> {
  new WebAssembly.Module(decodeHex(PROBES[name]))
  if (name === 'wasm-simd') return (await import('./simd.generated.ts')).SIMD_WASM
  return (await import('./relaxed.generated.ts')).RELAXED_WASM
}

/** Four bytes at a time, which takes a third of the time. */
function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(Math.ceil(text.length / 8) * 4))
  for (let at = 0; at < view.byteLength; at += 4) {
    view.setUint32(at, Number.parseInt(text.slice(2 * at, 2 * at + 8).padEnd(8, '0'), 16))
  }
  return new Uint8Array(view.buffer, 0, text.length / 2)
}
