/** Has Dawn refuse a buffer whose usages exclude each other, and prints what a unit that reads its results then throws. */
import * as tf from '@tensorflow/tfjs'
import { assertNoGpuFault, startWebgpu } from '../webgpu-backend.ts'

await startWebgpu()
assertNoGpuFault()
const { device } = tf.backend() as unknown as { readonly device: GPUDevice }
device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE })
await tf.add(tf.ones([2]), 1).data()
try {
  assertNoGpuFault()
  process.stdout.write('no fault was seen')
} catch (error) {
  process.stdout.write((error as Error).message)
}
process.exit(0)
