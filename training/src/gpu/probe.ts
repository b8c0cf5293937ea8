/**
 * `probe.ts cuda|webgpu`: starts the backend, multiplies two matrices and prints a `ProbeResult`. In a process of its
 * own, because a driver that crashes takes its process along.
 */
import * as tf from '@tensorflow/tfjs'
import { startTensorflow } from '../backend/tensorflow-backend.ts'
import { assertNoGpuFault, startWebgpu } from '../backend/webgpu-backend.ts'
import type { Device, GpuBackend, ProbeResult } from './find-gpu.ts'

async function start(backend: GpuBackend): Promise<Device> {
  if (backend === 'webgpu') return startWebgpu()
  return { name: await startTensorflow('cuda'), software: false }
}

/** A row of n ones times a column of n ones is n. */
async function assertComputes(): Promise<void> {
  const n = 300
  const product = tf.matMul(tf.ones([16, n]), tf.ones([n, 16]))
  const got = await product.data()
  assertNoGpuFault()
  if (!got.every((value) => value === n)) {
    throw new Error(`it computes wrongly: expected a product of ${n} everywhere, got ${got[0]}`)
  }
}

async function probe(backend: GpuBackend): Promise<ProbeResult> {
  try {
    const device = await start(backend)
    await assertComputes()
    return { device }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

const result = await probe(process.argv[2] as GpuBackend)
// Drivers keep threads, and some keep the process.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0))
