import * as ort from 'onnxruntime-web/wasm'

/**
 * onnxruntime-web compiles its WebAssembly from bytes, which workerd forbids; it has no option to take a
 * compiled module. While a session is created, `WebAssembly.instantiate` therefore answers its call with the module we have.
 * Creation is serialised, so that two loads never see each other's replacement.
 */
let queue: Promise<unknown> = Promise.resolve()

/** Runs `create` after every creation before it, whether that succeeded or not. */
export function createInTurn<T>(create: () => Promise<T>, module?: WebAssembly.Module): Promise<T> {
  const task = () => (module ? withPrecompiled(module, create) : create())
  const result = queue.then(task)
  queue = result.catch(() => undefined)
  return result
}

async function withPrecompiled<T>(
  module: WebAssembly.Module,
  create: () => Promise<T>,
): Promise<T> {
  // A byte that is never compiled: it only keeps onnxruntime-web from fetching its own file.
  ort.env.wasm.wasmBinary = new Uint8Array(1)
  const original = WebAssembly.instantiate
  const replacement = async (source: unknown, imports?: WebAssembly.Imports) => {
    if (source instanceof WebAssembly.Module) return original(source, imports)
    return { module, instance: await original(module, imports) }
  }
  WebAssembly.instantiate = replacement as typeof WebAssembly.instantiate
  try {
    return await create()
  } finally {
    WebAssembly.instantiate = original
  }
}
