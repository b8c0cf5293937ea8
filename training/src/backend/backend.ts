import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { registerBlasBackend } from './blas-kernels.ts'
import { hasBlas, openBlas } from './blas-library.ts'

/**
 * `blas`: wasm with the machine's BLAS for matrix products, the fastest on a CPU. `wasm`: SIMD, on every machine.
 * `cpu`: plain JavaScript, the slow reference.
 */
export const BACKENDS = ['blas', 'wasm', 'cpu'] as const
export type BackendName = (typeof BACKENDS)[number]

/** The backends that this machine can run. */
export function presentBackends(): BackendName[] {
  return BACKENDS.filter((name) => name !== 'blas' || hasBlas())
}

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
      if (await START[name]()) return name
    } catch (error) {
      failures.push(error)
    }
  }
  throw new BackendError(
    `TensorFlow.js could not start the backend ${wanted.join(' or ')}; try --backend cpu, and npm ci if files are missing`,
    { cause: failures[0] },
  )
}

const START: Readonly<Record<BackendName, () => Promise<boolean>>> = {
  async blas() {
    const blas = openBlas()
    if (!(await START.wasm())) return false
    registerBlasBackend(blas)
    return tf.setBackend('blas')
  },
  wasm() {
    setWasmPaths(wasmFolder())
    return tf.setBackend('wasm')
  },
  cpu: () => tf.setBackend('cpu'),
}

/** The .wasm files lie beside the package's entry. */
function wasmFolder(): string {
  const require = createRequire(import.meta.url)
  return `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`
}
