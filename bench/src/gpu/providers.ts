import { loadOrtNode } from '../engine/native-peers.ts'
import type { Subject } from '../engine/subjects.ts'

/** onnxruntime's execution providers, the reference last. */
export const PROVIDERS = ['tensorrt', 'cuda', 'cpu'] as const
export type ProviderName = (typeof PROVIDERS)[number]

/**
 * Opens a model on a provider alone: nodes that it does not run are an error, they do not go to the CPU in silence.
 * TensorRT leaves to CUDA what it does not compile.
 *
 * @throws where the provider's libraries or its device are missing
 */
export function openProvider(provider: ProviderName, model: Uint8Array): Promise<Subject> {
  return loadOrtNode(model, {
    executionProviders: provider === 'tensorrt' ? ['tensorrt', 'cuda'] : [provider],
    ...(provider !== 'cpu' && { extra: { session: { disable_cpu_ep_fallback: '1' } } }),
  })
}
