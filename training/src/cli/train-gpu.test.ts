import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { hasPackage } from '../backend/peers.ts'
import { softwareAdapterEnvironment } from '../gpu/software-adapter.ts'

/** Runs the command on a machine without NVIDIA's tools and with no adapter but a software one. */
function trainGpu(args: readonly string[], env: NodeJS.ProcessEnv) {
  const script = `${import.meta.dirname}/train-gpu.ts`
  const node = ['--conditions=@edgeink/source', script, ...args]
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, node, { env: { ...env, PATH: '' } }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

const software = softwareAdapterEnvironment()
const hasSoftware = process.platform === 'linux' && software !== process.env

describe('npm run train:gpu', () => {
  it.runIf(hasSoftware && hasPackage('webgpu', 'webgpu'))(
    'without a GPU says what it tried, refuses the software adapter by name, and names npm run train',
    async () => {
      const { code, out, err } = await trainGpu([], software)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(/^NoGpuError NO_GPU: no GPU can be had on this machine\. Tried:$/m)
      expect(err).toMatch(/^ {2}cuda: nvidia-smi found no NVIDIA GPU \(spawn nvidia-smi ENOENT\)/m)
      expect(err).toMatch(/^ {2}webgpu: the only adapter is SwiftShader .*, software/m)
      expect(err).toMatch(/^Train on the CPU with: npm run train$/m)
    },
  )

  it.runIf(process.platform === 'linux' && hasPackage('webgpu', 'webgpu'))(
    'without any Vulkan driver says that there is no adapter',
    async () => {
      const { code, err } = await trainGpu([], { ...process.env, VK_ICD_FILENAMES: '/dev/null' })
      expect(code).toBe(1)
      expect(err).toMatch(/^ {2}webgpu: Dawn found no adapter/m)
    },
  )

  it.each([['--backend', 'cpu'], ['--resume']])(
    'refuses %s, and says what to run instead',
    async (...args) => {
      const { code, err } = await trainGpu(args, process.env)
      expect(code).toBe(1)
      expect(err).toMatch(/^ConfigError CONFIG: --(backend|resume): .*npm run train -- --/)
    },
  )
})
