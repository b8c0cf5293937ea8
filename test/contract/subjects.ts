import { loadClassifier } from '@edgeink/engine'
import type { Subject } from './classifier-contract.ts'
import { RESET_BEFORE, SHAPES } from './shapes.ts'

/** Compiled modules, where bytes may not be compiled. */
export interface Modules {
  readonly relaxed?: WebAssembly.Module
  readonly simd?: WebAssembly.Module
  readonly ort?: WebAssembly.Module
}

/** Every engine and kernel, with the errors that its arithmetic allows: int8, int16, and float32 twice. */
export function contractSubjects(modules?: Modules): Subject[] {
  const own = (kernel: 'wasm-relaxed' | 'wasm-simd' | 'js') => (bytes: Uint8Array) =>
    loadClassifier(bytes, { kernel, modules })
  const every = { ...SHAPES, ...RESET_BEFORE }
  return [
    { kernel: 'wasm-relaxed', tolerance: 0.05, shapes: SHAPES, load: own('wasm-relaxed') },
    { kernel: 'wasm-simd', tolerance: 0.002, shapes: SHAPES, load: own('wasm-simd') },
    { kernel: 'js', tolerance: 1e-6, shapes: every, load: own('js') },
    {
      kernel: 'ort',
      tolerance: 1e-6,
      shapes: every,
      load: (bytes) => loadClassifier(bytes, { engine: 'ort', modules }),
    },
  ]
}
