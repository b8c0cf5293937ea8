import type { AsyncClassifier, Classifier } from '@edgeink/engine'
import { loadClassifier } from '@edgeink/engine'
import { prepareEngine } from '@edgeink/engine/prepare'

/** One network in the two forms that engines take: float32, and DynamicQuantizeLSTM's int8. */
export interface ModelBytes {
  readonly float32: Uint8Array
  readonly int8: Uint8Array
}

/** Compiled modules, where bytes may not be compiled. */
export interface Modules {
  readonly relaxed?: WebAssembly.Module
  readonly simd?: WebAssembly.Module
  readonly ort?: WebAssembly.Module
}

/** Engines that run everywhere. */
export const PORTABLE = ['wasm-relaxed', 'wasm-simd', 'js', 'ort-web-fp32', 'ort-web-int8'] as const

export type PortableName = (typeof PORTABLE)[number]

/** Engines that can get ready while a model is on its way. */
const PREPARABLE = ['wasm-relaxed', 'wasm-simd', 'js'] as const

export type PreparableName = (typeof PREPARABLE)[number]

export function isPreparable(name: string): name is PreparableName {
  return PREPARABLE.includes(name as PreparableName)
}

export function prepare(kernel: PreparableName, modules?: Modules): Promise<void> {
  return prepareEngine({ kernel, modules })
}

/** A loaded network under one call, the one that the measurement repeats. */
export interface Subject {
  /** Writes the logits of `n` inks to `out`. */
  run(inputs: Float32Array, n: number, out: Float32Array): unknown
}

/** Loads a network into an engine; the time that takes is a part of the time to the first prediction. */
export async function loadPortable(
  name: PortableName,
  bytes: ModelBytes,
  modules?: Modules,
): Promise<Subject> {
  const classifier = await load(name, bytes, modules)
  return { run: (inputs, n, out) => classifier.logits(inputs, n, out) }
}

function load(
  name: PortableName,
  bytes: ModelBytes,
  modules: Modules | undefined,
): Promise<Classifier | AsyncClassifier> {
  switch (name) {
    case 'ort-web-fp32':
      return loadClassifier(bytes.float32, { engine: 'ort', modules })
    case 'ort-web-int8':
      return loadClassifier(bytes.int8, { engine: 'ort', modules })
    default:
      return loadClassifier(bytes.int8, { kernel: name, modules })
  }
}
