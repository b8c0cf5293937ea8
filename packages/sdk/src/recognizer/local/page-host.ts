import type { LoadModelOptions, ModelSource } from '@edgeink/engine/wasm'
import type { Engine, ModelHost } from './model-host.ts'

/** Loads a model into this thread. */
export async function loadPageHost(
  engine: Engine,
  source: ModelSource,
  options: LoadModelOptions,
): Promise<ModelHost> {
  // Its files were compared with the manifest when they came.
  const model = await engine(source, { ...options, verify: false })
  const { id, version, kernel } = model
  return {
    id,
    version,
    kernel,
    classify: async (ink, settings) => (await model.classify([{ ink }], settings))[0],
    dispose: () => model.dispose(),
  }
}
