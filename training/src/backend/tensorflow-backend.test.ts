import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterEach, describe, expect, it } from 'vitest'
import { BackendError, startBackend } from './backend.ts'
import { importPeer } from './peers.ts'
import { startTensorflow } from './tensorflow-backend.ts'

/** What a package does as it loads: it registers a backend, with or without a GPU. */
const fakePackage = (isUsingGpuDevice: boolean) => async () => {
  // Of the real packages' surface this is what is called; kernels are not, in this test.
  const backend = { isUsingGpuDevice, floatPrecision: () => 32, epsilon: () => 1e-7, dispose() {} }
  tf.registerBackend('tensorflow', () => backend as unknown as tf.KernelBackend)
}

afterEach(async () => {
  if (tf.findBackendFactory('tensorflow')) tf.removeBackend('tensorflow')
  await tf.setBackend('cpu')
})

const failure = (start: Promise<unknown>) =>
  start.then(
    (device) => `started: ${device}`,
    (error: BackendError) => error,
  )

describe('the backends of TensorFlow’s library', () => {
  it.each([
    ['cuda', '@tensorflow/tfjs-node-gpu'],
    ['native', '@tensorflow/tfjs-node'],
  ] as const)('%s loads %s and takes the backend that it registers', async (name, expected) => {
    const loaded: string[] = []
    await startTensorflow(name, async (_, packageName) => {
      loaded.push(packageName)
      await fakePackage(true)()
    })
    expect(loaded).toEqual([expected])
    expect(tf.getBackend()).toBe('tensorflow')
  })

  it('refuse CUDA without a GPU, on which TensorFlow computes on the CPU in silence, and leave nothing behind', async () => {
    const error = await failure(startTensorflow('cuda', fakePackage(false)))
    expect(error).toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringContaining('found no GPU that it can use'),
    })
    expect(tf.findBackendFactory('tensorflow')).toBeNull()
    await expect(startTensorflow('native', fakePackage(false))).resolves.toContain('CPU')
  })

  it('tell when a package registers nothing', async () => {
    const error = await failure(startTensorflow('native', async () => {}))
    expect(error).toMatchObject({
      message: expect.stringContaining('@tensorflow/tfjs-node does not start'),
    })
  })
})

describe('a package that is installed on demand', () => {
  it('says where it was looked for and how it is installed', async () => {
    const error = await failure(importPeer('cuda', 'edgeink-has-no-such-package'))
    expect(error).toBeInstanceOf(BackendError)
    expect(error).toMatchObject({
      message:
        'edgeink-has-no-such-package is not installed, neither beside training nor in training/peers/cuda; install it with: npm ci --prefix training/peers/cuda',
    })
  })

  it('that does not load keeps its reason', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edgeink-peer-'))
    const path = join(folder, 'broken.cjs')
    await writeFile(path, 'throw new Error("no libtensorflow.so.2\\nand a page of more")')
    const error = await failure(importPeer('native', path))
    await rm(folder, { recursive: true })
    expect(error).toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringMatching(
        /does not load: no libtensorflow\.so\.2; install it anew with: npm ci/,
      ),
      cause: expect.any(Error),
    })
  })
})

it('a backend that does not start tells each reason', async () => {
  const error = await failure(startBackend('no such backend' as 'cpu'))
  expect(error).toMatchObject({
    code: 'BACKEND_UNAVAILABLE',
    message: expect.stringMatching(
      /could not start the backend no such backend; no such backend: /,
    ),
  })
})
