import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs'
import { BackendError } from './names.ts'
import { firstLine, importPeer } from './peers.ts'

/** The two packages register one backend under this name. */
const NAME = 'tensorflow'

/** Package of each backend, which are one code on two builds of libtensorflow. */
const PACKAGES = { cuda: '@tensorflow/tfjs-node-gpu', native: '@tensorflow/tfjs-node' } as const
export type TensorflowName = keyof typeof PACKAGES

/** What is called of the backend object that both packages register. */
interface NodeBackend {
  /** Whether libtensorflow found a GPU that it can use; without one, the package for GPUs computes on the CPU. */
  readonly isUsingGpuDevice: boolean
}

/** Imports a package, which registers the backend as it loads. */
export type LoadPackage = (name: TensorflowName, packageName: string) => Promise<unknown>

/**
 * Starts TensorFlow's own library as the backend of TensorFlow.js, in this thread. It has threads of its own.
 *
 * @param load takes the place of the import, in tests
 * @returns the device, for people
 * @throws {BackendError} when the package is missing or does not load, or `cuda` finds no GPU
 */
export async function startTensorflow(
  name: TensorflowName,
  load: LoadPackage = importPeer,
): Promise<string> {
  prepare()
  await load(name, PACKAGES[name])
  const started = await setBackend(name)
  const { isUsingGpuDevice } = started
  if (name === 'native') return 'TensorFlow on the CPU'
  if (isUsingGpuDevice) return 'an NVIDIA GPU through CUDA'
  // Left registered it would answer for `native`.
  tf.removeBackend(NAME)
  throw new BackendError(
    `${PACKAGES.cuda} loaded, but TensorFlow found no GPU that it can use: TensorFlow 2.9 needs NVIDIA's driver, CUDA 11.2 and cuDNN 8.1 on the library path`,
  )
}

/** Settings that libtensorflow reads as it loads. */
function prepare(): void {
  // Otherwise their own copy of TensorFlow.js complains of every kernel that is registered already.
  tf.enableProdMode()
  // One seed, one result: kernels that add in any order are left out.
  process.env.TF_DETERMINISTIC_OPS ??= '1'
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // Node 23 removed it; the packages (4.22) still call it for every tensor.
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined
}

async function setBackend(name: TensorflowName): Promise<NodeBackend> {
  try {
    if (await tf.setBackend(NAME)) return tf.backend() as unknown as NodeBackend
  } catch (cause) {
    throw new BackendError(`${PACKAGES[name]} does not start: ${firstLine(cause)}`, { cause })
  }
  throw new BackendError(`${PACKAGES[name]} does not start: its backend gave no reason`)
}
