import * as tf from '@tensorflow/tfjs'
import { BackendError } from './names.ts'
import { firstLine, importPeer } from './peers.ts'

/** What Dawn says about an adapter. */
export interface AdapterDescription {
  /** For people: its description, else what else names it. */
  readonly name: string
  /** Computes on the CPU: good for a test of numerics, of no use to train with. */
  readonly software: boolean
}

/** The parts of npm's `webgpu` (Dawn) that are called here. */
export interface DawnModule {
  create(options: readonly string[]): Pick<GPU, 'requestAdapter'>
  readonly globals: object
}

interface WebgpuModule {
  readonly WebGPUBackend: new (device: GPUDevice, info: GPUAdapterInfo) => tf.KernelBackend
}

const NAME = 'webgpu'

/** Kept for the life of the process: Dawn's devices do not keep what they come from. */
let kept: { readonly gpu: unknown; readonly description: AdapterDescription } | undefined

/** The first error that the GPU reported. TensorFlow.js does not look, and would train on garbage in silence. */
let fault: Error | undefined

/**
 * Starts TensorFlow.js on Dawn's best adapter, in this thread. Software adapters are accepted, and said to be such.
 *
 * @throws {BackendError} when the packages are missing, there is no adapter, or it gives no device
 */
export async function startWebgpu(): Promise<AdapterDescription> {
  if (kept === undefined) {
    const dawn = (await importPeer('webgpu', 'webgpu')) as DawnModule
    Object.assign(globalThis, dawn.globals)
    const gpu = dawn.create([])
    const adapter = await requestAdapter(gpu)
    await registerBackend(gpu, adapter)
    kept = { gpu, description: describeAdapter(adapter.info) }
  }
  await tf.setBackend(NAME)
  return kept.description
}

/** @throws {BackendError} when the GPU has reported an error since it was started */
export function assertNoGpuFault(): void {
  if (fault === undefined) return
  throw new BackendError(
    `the GPU reported an error, what it computes since then cannot be trusted: ${firstLine(fault)}; go on from the last checkpoint, or train on another backend with --backend auto`,
    { cause: fault },
  )
}

async function requestAdapter(gpu: Pick<GPU, 'requestAdapter'>): Promise<GPUAdapter> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (adapter) return adapter
  throw new BackendError(
    'Dawn found no adapter; on Linux it needs libvulkan1 and a Vulkan driver of the GPU (Mesa 25 or newer, or NVIDIA’s)',
  )
}

async function registerBackend(gpu: object, adapter: GPUAdapter): Promise<void> {
  // Loaded while there is no navigator.gpu, so that it does not register itself with a device of its own.
  const { WebGPUBackend } = await importWebgpuBackend()
  const device = await requestDevice(adapter)
  const { navigator } = globalThis
  if (navigator === undefined) Object.defineProperty(globalThis, 'navigator', { value: { gpu } })
  else Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true })
  tf.registerBackend(NAME, () => new WebGPUBackend(device, adapter.info))
}

async function importWebgpuBackend(): Promise<WebgpuModule> {
  const module = (await importPeer('webgpu', '@tensorflow/tfjs-backend-webgpu')) as WebgpuModule & {
    readonly default?: WebgpuModule
  }
  return module.default ?? module
}

/** Limits that TensorFlow.js uses as far as the adapter has them; the default for the others is enough. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  // TensorFlow.js leaves it at 8, and its sum of eight tensors needs nine.
  'maxStorageBuffersPerShaderStage',
] as const satisfies readonly (keyof GPUSupportedLimits)[]

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]))
  try {
    const device = await adapter.requestDevice({ requiredLimits })
    watchFaults(device)
    return device
  } catch (cause) {
    throw new BackendError(`the adapter gives no device: ${firstLine(cause)}`, { cause })
  }
}

function watchFaults(device: GPUDevice): void {
  device.addEventListener('uncapturederror', (event) => {
    fault ??= new Error((event as GPUUncapturedErrorEvent).error.message)
  })
  device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') fault ??= new Error(`the device was lost: ${message}`)
  })
}

/** Names of adapters that compute on the CPU; Dawn marks only some of them as a fallback. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|\bwarp\b|\bcpu\b/i

/** What an adapter is, of what it says about itself. */
export function describeAdapter(
  info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description'> & {
    readonly isFallbackAdapter?: boolean
  },
): AdapterDescription {
  const { vendor, architecture, device, description } = info
  const names = [vendor, architecture, device, description].filter(Boolean)
  return {
    name: description || names.join(' ') || 'an adapter without a name',
    software: info.isFallbackAdapter === true || SOFTWARE.test(names.join(' ')),
  }
}
