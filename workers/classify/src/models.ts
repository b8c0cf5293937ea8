// The models that this worker carries. wrangler puts each .onnx file beside the code as bytes.
import { loadModel } from '@edgeink/engine/wasm'
import digits from '@edgeink/models/digits/manifest.json' with { type: 'json' }
import digitsRaster from '@edgeink/models/digits/raster.onnx'
import type { ModelLoader } from './model-store.ts'

/** By id. A new model is one more entry, and one import for each file that its manifest names. */
export const LOADERS: Readonly<Record<string, ModelLoader>> = {
  digits: () => loadModel({ manifest: digits, files: { 'raster.onnx': digitsRaster } }),
}
