import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

/** `wasm`: SIMD, the fast one on a CPU. `cpu`: plain JavaScript, the slow reference. */
export const BACKENDS = ['wasm', 'cpu'] as const
export type BackendName = (typeof BACKENDS)[number]

/** What a user may ask for; `auto` prefers the fastest one present. */
export const BACKEND_CHOICES = ['auto', ...BACKENDS] as const
export type BackendChoice = (typeof BACKEND_CHOICES)[number]

/** No backend of TensorFlow.js could be started. */
export class BackendError extends Error {
  override name = 'BackendError'
  readonly code = 'BACKEND_UNAVAILABLE'
}

/**
 * Starts TensorFlow.js on the backend asked for, in this thread.
 *
 * @returns the backend that runs
 * @throws {BackendError} when none of the choice starts
 */
export async function startBackend(choice: BackendChoice): Promise<BackendName> {
  const wanted: readonly BackendName[] = choice === 'auto' ? BACKENDS : [choice]
  const failures: unknown[] = []
  // Without it the backend `cpu` advertises another package on the console.
  tf.enableProdMode()
  for (const name of wanted) {
    try {
      if (name === 'wasm') setWasmPaths(wasmFolder())
      if (await tf.setBackend(name)) return name
    } catch (error) {
      failures.push(error)
    }
  }
  throw new BackendError(
    `TensorFlow.js could not start the backend ${wanted.join(' or ')}; try --backend cpu, and npm ci if files are missing`,
    { cause: failures[0] },
  )
}

/** The .wasm files lie beside the package's entry. */
function wasmFolder(): string {
  const require = createRequire(import.meta.url)
  return `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`
}
