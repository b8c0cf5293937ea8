/**
 * The backends of TensorFlow.js that train, the fastest first.
 *
 * - `cuda`: TensorFlow on NVIDIA's GPUs, `@tensorflow/tfjs-node-gpu`.
 * - `blas`: wasm with the machine's BLAS for matrix products.
 * - `native`: TensorFlow on the CPU, `@tensorflow/tfjs-node`.
 * - `wasm`: SIMD, on every machine.
 * - `cpu`: plain JavaScript, the slow reference.
 * - `webgpu`: Dawn, on any vendor's GPU.
 */
export const BACKENDS = ['cuda', 'blas', 'native', 'wasm', 'cpu', 'webgpu'] as const
export type BackendName = (typeof BACKENDS)[number]

/**
 * What `auto` tries, in this order. Of the CPU's backends it was measured: docs/training.md. Not `webgpu`: how fast it
 * is depends on the adapter, and `train:gpu` judges that.
 */
export const AUTOMATIC = ['cuda', 'blas', 'native', 'wasm', 'cpu'] as const satisfies BackendName[]

/** What a user may ask for; `auto` prefers the fastest one present. */
export const BACKEND_CHOICES = ['auto', ...BACKENDS] as const
export type BackendChoice = (typeof BACKEND_CHOICES)[number]

/** A backend of TensorFlow.js could not be started, or what it computed cannot be trusted. */
export class BackendError extends Error {
  override name = 'BackendError'
  readonly code = 'BACKEND_UNAVAILABLE'
}
