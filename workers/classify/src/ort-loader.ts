import { loadModel } from '@edgeink/engine'
import type { LoadModel } from './model-store.ts'

/**
 * Loads models by onnxruntime-web: any ONNX classifier whose input has the shape of its view.
 *
 * @param ort - onnxruntime-web's WebAssembly, compiled: needed where bytes may not be compiled (workerd)
 */
export function ortLoader(ort?: WebAssembly.Module): LoadModel {
  const modules = ort && { ort }
  return (source) => loadModel(source, { engine: 'ort', modules })
}
