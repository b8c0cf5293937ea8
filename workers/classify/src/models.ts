// The models and kernels that this worker carries. wrangler puts each .onnx file beside the code as bytes, and each
// .wasm file as a compiled module: workerd compiles no bytes at run time.

import relaxed from '@edgeink/engine/relaxed.wasm'
import simd from '@edgeink/engine/simd.wasm'
import { loadModel } from '@edgeink/engine/wasm'
import digits from '@edgeink/models/digits/manifest.json' with { type: 'json' }
import digitsRaster from '@edgeink/models/digits/raster.onnx'
import digitsTrace from '@edgeink/models/digits/trace.onnx'
import type { LoadModel, ModelPackage } from './model-store.ts'

const modules = { relaxed, simd }

/** By id. A new model is one more entry, and one import for each file that its manifest names. */
export const PACKAGES: Readonly<Record<string, ModelPackage>> = {
  digits: { manifest: digits, files: { 'raster.onnx': digitsRaster, 'trace.onnx': digitsTrace } },
}

/** Runs a package on our own kernels. */
export const loadServed: LoadModel = (source) => loadModel(source, { modules })
