import type { LoadModel } from '../src/model-store.ts'
import type { ENGINES } from './settings.ts'

/** How models are loaded here. onnxruntime-web is read only when it is asked for. */
export async function loaderOf(engine: (typeof ENGINES)[number]): Promise<LoadModel> {
  if (engine === 'ort') {
    const { ortLoader } = await import('../src/ort-loader.ts')
    return ortLoader()
  }
  const { loadModel } = await import('@edgeink/engine/wasm')
  return (source) => loadModel(source)
}
