import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { BackendError } from '../backend/names.ts'
import { firstLine, hasPackage, installPeer } from '../backend/peers.ts'
import { listNvidia } from './nvidia.ts'

/** Backends that compute on a GPU, in the order in which they are tried. */
export const GPU_BACKENDS = ['cuda', 'webgpu'] as const
export type GpuBackend = (typeof GPU_BACKENDS)[number]

export interface Device {
  /** For people. */
  readonly name: string
  readonly software: boolean
}

export type ProbeResult = { readonly device: Device } | { readonly reason: string }

export interface FoundGpu {
  readonly backend: GpuBackend
  readonly device: string
  /** What was tried before. */
  readonly tried: readonly Attempt[]
}

export interface Attempt {
  readonly backend: GpuBackend
  readonly reason: string
}

/** What the search does to the machine; tests have machines of their own. */
export interface GpuMachine {
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** What `nvidia-smi -L` lists. @throws {Error} where there is no NVIDIA GPU or no driver */
  listNvidia(): Promise<string>
  isInstalled(backend: GpuBackend): boolean
  install(backend: GpuBackend): Promise<void>
  /** Starts the backend in a process of its own. */
  probe(backend: GpuBackend): Promise<ProbeResult>
}

/** No GPU that trains; tells what was tried. */
export class NoGpuError extends Error {
  override readonly name = 'NoGpuError'
  readonly code = 'NO_GPU'
  readonly tried: readonly Attempt[]

  constructor(tried: readonly Attempt[]) {
    const lines = tried.map(({ backend, reason }) => `  ${backend}: ${reason}`)
    super(
      `no GPU can be had on this machine. Tried:\n${lines.join('\n')}\nTrain on the CPU with: npm run train`,
    )
    this.tried = tried
  }
}

/**
 * Finds a GPU to train on: CUDA, else an adapter of WebGPU that is real hardware. The package of a backend is installed
 * when it is needed first.
 *
 * @throws {NoGpuError} with the reason of each attempt
 */
export async function findGpu(machine: GpuMachine = THIS_MACHINE): Promise<FoundGpu> {
  const tried: Attempt[] = []
  for (const backend of GPU_BACKENDS) {
    const result = await tryBackend(backend, machine)
    if ('device' in result) return { backend, device: result.device.name, tried }
    tried.push({ backend, reason: result.reason })
  }
  throw new NoGpuError(tried)
}

async function tryBackend(backend: GpuBackend, machine: GpuMachine): Promise<ProbeResult> {
  try {
    // libtensorflow for GPUs is half a gigabyte: it is not fetched where it cannot run.
    if (backend === 'cuda') await requireNvidia(machine)
    if (!machine.isInstalled(backend)) await machine.install(backend)
    const result = await machine.probe(backend)
    if ('reason' in result || !result.device.software) return result
    return {
      reason: `the only adapter is ${result.device.name}, software that computes on the CPU, slower than the backends made for it`,
    }
  } catch (error) {
    return { reason: firstLine(error) }
  }
}

async function requireNvidia({ platform, arch, listNvidia }: GpuMachine): Promise<void> {
  if (arch !== 'x64' || (platform !== 'linux' && platform !== 'win32')) {
    throw new BackendError(
      `TensorFlow with CUDA exists for Linux and Windows on x64, this is ${platform} on ${arch}`,
    )
  }
  try {
    await listNvidia()
  } catch (cause) {
    throw new BackendError(
      `nvidia-smi found no NVIDIA GPU (${firstLine(cause)}); where there is one, install NVIDIA’s driver`,
      { cause },
    )
  }
}

/** Longer than a driver takes to compile its first kernels. */
const PROBE_TIMEOUT = 120_000

const PACKAGES = { cuda: '@tensorflow/tfjs-node-gpu', webgpu: 'webgpu' } as const

const run = promisify(execFile)

const THIS_MACHINE: GpuMachine = {
  platform: process.platform,
  arch: process.arch,
  listNvidia,
  isInstalled: (backend) => hasPackage(backend, PACKAGES[backend]),
  async install(backend) {
    process.stderr.write(`installing ${PACKAGES[backend]} for the backend ${backend} …\n`)
    await installPeer(backend)
  },
  probe: (backend) => probeInProcess(backend),
}

/**
 * Starts a backend in a process of its own, and tells of its device or why there is none.
 *
 * @param env takes the place of this process's environment
 */
export async function probeInProcess(
  backend: GpuBackend,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProbeResult> {
  const script = fileURLToPath(new URL('./probe.ts', import.meta.url))
  const args = ['--conditions=@edgeink/source', script, backend]
  try {
    const { stdout } = await run(process.execPath, args, { env, timeout: PROBE_TIMEOUT })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ProbeResult
  } catch (error) {
    const { signal } = error as { signal?: string | null }
    return {
      reason: signal
        ? `the process that tried it was ended by ${signal}: a driver that crashes or hangs`
        : `the process that tried it failed: ${firstLine(error)}`,
    }
  }
}
