import * as tf from '@tensorflow/tfjs'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import type { BlasLibrary } from './blas-library.ts'

type KernelFunc = tf.KernelFunc

/** Name of the backend that {@link registerBlasBackend} adds. */
const NAME = 'blas'

/**
 * Adds the backend `blas`: the wasm backend, which must have been started, with matrix products computed by BLAS in
 * the memory where its tensors lie. Native code has wider vectors than WebAssembly: four times the speed on x86-64
 * with AVX2. All other kernels are the wasm backend's.
 */
export function registerBlasBackend(blas: BlasLibrary): void {
  if (tf.findBackendFactory(NAME) !== null) return
  // One object under two names: a second one would take over the module-wide functions of the first one's kernels.
  tf.registerBackend(NAME, () => tf.findBackend('wasm'))
  tf.copyRegisteredKernels('wasm', NAME)
  const fused = tf.getKernel('_FusedMatMul', 'wasm').kernelFunc
  const sigmoid = tf.getKernel('Sigmoid', 'wasm').kernelFunc
  const product = productKernel(blas)
  replaceKernel('BatchMatMul', product)
  replaceKernel('_FusedMatMul', (call) => {
    const { bias, preluActivationWeights } = call.inputs
    const { activation } = call.attrs as { activation?: string }
    const plain = bias === undefined && preluActivationWeights === undefined
    if (!plain || activation !== 'sigmoid') return fused(call)
    const x = product(call) as tf.TensorInfo
    const y = sigmoid({ inputs: { x }, backend: call.backend, attrs: {} })
    ;(call.backend as BackendWasm).disposeData(x.dataId)
    return y
  })
}

function replaceKernel(kernelName: string, kernelFunc: KernelFunc): void {
  tf.unregisterKernel(kernelName, NAME)
  tf.registerKernel({ kernelName, backendName: NAME, kernelFunc })
}

interface Transposition {
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/** `tf.matMul` of tensors of rank 2, or of rank 3 with one batch or with as many on both sides. */
function productKernel(blas: BlasLibrary): KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo }
    const { transposeA, transposeB } = attrs as unknown as Transposition
    const wasm = backend as BackendWasm
    const [rowsA, columnsA] = a.shape.slice(-2)
    const [rowsB, columnsB] = b.shape.slice(-2)
    const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA]
    const n = transposeB ? rowsB : columnsB
    const batches = batchCount(a, b)
    const out = wasm.makeOutput([...a.shape.slice(0, -2), m, n], 'float32')
    for (let batch = 0; batch < batches; batch++) {
      blas.multiply({
        a: matrix(wasm, a, batch, m * k),
        b: matrix(wasm, b, batch, k * n),
        c: matrix(wasm, out, batch, m * n),
        m,
        n,
        k,
        transposeA,
        transposeB,
      })
    }
    return out
  }
}

function batchCount(a: tf.TensorInfo, b: tf.TensorInfo): number {
  const [left, right] = [a, b].map(({ shape }) => tf.util.sizeFromShape(shape.slice(0, -2)))
  if (left !== right || a.dtype !== 'float32' || b.dtype !== 'float32') {
    throw new Error(
      `internal: expected float32 products of as many matrices on both sides, got ${a.dtype} [${a.shape}] and ${b.dtype} [${b.shape}]`,
    )
  }
  return left
}

/** A matrix in the backend's memory. Memory moves when it grows, so a view is good for one call. */
function matrix(
  backend: BackendWasm,
  { dataId }: tf.TensorInfo,
  batch: number,
  length: number,
): Float32Array {
  const { wasm, dataIdMap } = backend as unknown as BackendMemory
  const { memoryOffset } = dataIdMap.get(dataId)
  return new Float32Array(wasm.HEAPU8.buffer, memoryOffset + 4 * batch * length, length)
}

/** Private in the backend's types; it is how its own kernels find their tensors. */
interface BackendMemory {
  readonly wasm: { readonly HEAPU8: Uint8Array<ArrayBuffer> }
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
}
