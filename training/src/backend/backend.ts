import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { registerBlasBackend } from './blas-kernels.ts'
import { hasBlas, openBlas } from './blas-library.ts'
import { AUTOMATIC, type BackendChoice, BackendError, type BackendName } from './names.ts'
import { firstLine } from './peers.ts'
import { startTensorflow } from './tensorflow-backend.ts'
import { startWebgpu } from './webgpu-backend.ts'

export {
  BACKEND_CHOICES,
  BACKENDS,
  type BackendChoice,
  BackendError,
  type BackendName,
} from './names.ts'

/**
 * Starts TensorFlow.js on the backend asked for, in this thread.
 *
 * @returns the backend that runs
 * @throws {BackendError} when none of the choice starts; it tells what was tried and why each did not start
 */
export async function startBackend(choice: BackendChoice): Promise<BackendName> {
  const wanted: readonly BackendName[] = choice === 'auto' ? AUTOMATIC : [choice]
  const failures: { name: BackendName; cause: unknown }[] = []
  // Without it the backend `cpu` advertises another package on the console.
  tf.enableProdMode()
  for (const name of wanted) {
    try {
      if (await START[name]()) return name
      failures.push({ name, cause: 'it gave no reason' })
    } catch (cause) {
      failures.push({ name, cause })
    }
  }
  const reasons = failures.map(({ name, cause }) => `${name}: ${firstLine(cause)}`).join('; ')
  throw new BackendError(
    `TensorFlow.js could not start the backend ${wanted.join(' or ')}; ${reasons}. Try --backend auto, and npm ci if files are missing`,
    { cause: failures[0].cause },
  )
}

const START: Readonly<Record<BackendName, () => Promise<boolean>>> = {
  cuda: async () => Boolean(await startTensorflow('cuda')),
  native: async () => Boolean(await startTensorflow('native')),
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
  webgpu: async () => Boolean(await startWebgpu()),
}

/** The .wasm files lie beside the package's entry. */
function wasmFolder(): string {
  const require = createRequire(import.meta.url)
  return `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`
}

/** Backends that have the whole machine, or the whole GPU, to themselves: their own threads share the work of a batch. */
const UNSHARED: readonly BackendName[] = ['cuda', 'native', 'webgpu']

/** Whether a batch is shared among threads of ours, each with the backend. */
export function runsInThreads(backend: BackendName): boolean {
  return !UNSHARED.includes(backend)
}

/** Of the backends that run in threads of ours, those that this machine has. */
export function threadBackends(): BackendName[] {
  return AUTOMATIC.filter((name) => runsInThreads(name) && (name !== 'blas' || hasBlas()))
}

/**
 * Every backend that starts on this machine and is made to train with: a software adapter of WebGPU is not. It starts
 * each in turn.
 */
export async function presentBackends(): Promise<BackendName[]> {
  const present: BackendName[] = threadBackends()
  for (const name of ['native', 'cuda'] as const) {
    if (await startTensorflow(name).catch(() => undefined)) present.unshift(name)
  }
  const adapter = await startWebgpu().catch(() => undefined)
  if (adapter && !adapter.software) present.push('webgpu')
  return present
}
