import { describe, expect, it } from 'vitest'
import { describeAdapter } from '../backend/webgpu-backend.ts'
import { findGpu, type GpuMachine, NoGpuError, type ProbeResult } from './find-gpu.ts'

const device = (name: string, software = false): ProbeResult => ({ device: { name, software } })

/** A machine with an NVIDIA GPU and both packages; `changes` break it. */
function machine(changes: Partial<GpuMachine> = {}): GpuMachine {
  return {
    platform: 'linux',
    arch: 'x64',
    listNvidia: async () => 'GPU 0: NVIDIA H100',
    isInstalled: () => true,
    install: async () => {
      throw new Error('installed again')
    },
    probe: async (backend) => device(`a GPU through ${backend}`),
    ...changes,
  }
}

const noNvidia = async () => {
  throw new Error('spawn nvidia-smi ENOENT')
}

const failure = (changes: Partial<GpuMachine>) =>
  findGpu(machine(changes)).then(
    ({ backend }) => `found ${backend}`,
    (error: NoGpuError) => error,
  )

describe('the search for a GPU', () => {
  it('takes CUDA first', async () => {
    expect(await findGpu(machine())).toEqual({
      backend: 'cuda',
      device: 'a GPU through cuda',
      tried: [],
    })
  })

  it('takes WebGPU where CUDA is not to be had, and keeps the reason', async () => {
    const found = await findGpu(machine({ listNvidia: noNvidia }))
    expect(found).toMatchObject({ backend: 'webgpu', device: 'a GPU through webgpu' })
    expect(found.tried).toEqual([
      { backend: 'cuda', reason: expect.stringContaining('spawn nvidia-smi ENOENT') },
    ])
  })

  it('refuses a software adapter by its name', async () => {
    const error = await failure({
      listNvidia: noNvidia,
      probe: async () => device('SwiftShader driver 5.0.0', true),
    })
    expect(error).toBeInstanceOf(NoGpuError)
    expect((error as NoGpuError).message).toMatch(/webgpu: .*SwiftShader driver 5.0.0, software/)
  })

  it('tells each reason and names the command that trains on a CPU', async () => {
    const error = await failure({ arch: 'arm64', probe: async () => ({ reason: 'no adapter' }) })
    expect(error).toMatchObject({
      code: 'NO_GPU',
      message: `no GPU can be had on this machine. Tried:
  cuda: TensorFlow with CUDA exists for Linux and Windows on x64, this is linux on arm64
  webgpu: no adapter
Train on the CPU with: npm run train`,
    })
  })

  it('installs what is missing, once and only for a backend that could run', async () => {
    const installed: string[] = []
    const found = await findGpu(
      machine({
        listNvidia: noNvidia,
        isInstalled: () => false,
        install: async (backend) => void installed.push(backend),
      }),
    )
    expect(found.backend).toBe('webgpu')
    expect(installed).toEqual(['webgpu'])
  })

  it('goes on where an installation fails, with its reason', async () => {
    const found = await findGpu(
      machine({
        isInstalled: (backend) => backend === 'webgpu',
        install: async () => {
          throw new Error('npm ci failed: no network')
        },
      }),
    )
    expect(found.backend).toBe('webgpu')
    expect(found.tried[0].reason).toBe('npm ci failed: no network')
  })
})

describe('an adapter', () => {
  const info = { vendor: '', architecture: '', device: '', description: '' }
  it.each([
    [{ vendor: 'google', architecture: 'swiftshader', description: 'SwiftShader driver 5.0.0' }],
    [{ vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }],
    [{ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }],
    [{ vendor: 'other', description: 'says it itself', isFallbackAdapter: true }],
  ])('that computes on the CPU is software: %j', (said) => {
    expect(describeAdapter({ ...info, ...said }).software).toBe(true)
  })

  it.each([
    [{ vendor: 'nvidia', architecture: 'hopper', description: 'NVIDIA H100 80GB HBM3' }],
    [{ vendor: 'amd', architecture: 'rdna-3', description: 'AMD Radeon RX 7900 XTX (RADV)' }],
    [{ vendor: 'intel', architecture: 'gen-12lp', description: 'Intel(R) Iris(R) Xe Graphics' }],
    [{ vendor: 'apple', architecture: 'metal-3', description: 'Apple M2' }],
  ])('of a GPU is hardware: %j', (said) => {
    const { name, software } = describeAdapter({ ...info, ...said })
    expect({ name, software }).toEqual({ name: said.description, software: false })
  })

  it('without a description is called by what else it says', () => {
    const { name } = describeAdapter({ ...info, vendor: 'amd', architecture: 'rdna-3' })
    expect(name).toBe('amd rdna-3')
  })
})
