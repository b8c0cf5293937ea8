import { checkNumbers, checkShape, outputFor } from './check-inputs.ts'
import type { Classifier, KernelName } from './classifier.ts'
import { DisposedError } from './errors.ts'
import type { Kernel } from './kernels/kernel.ts'
import { softmaxRows } from './softmax.ts'

/** A {@link Classifier} over a kernel: adds the checks, the softmax and disposal. */
export class KernelClassifier implements Classifier {
  readonly engine = 'wasm'
  readonly kernel: KernelName
  readonly labels: readonly string[]
  readonly steps: number
  readonly features: number
  #kernel: Kernel | undefined

  constructor(kernel: Kernel, labels: readonly string[]) {
    this.#kernel = kernel
    this.kernel = kernel.name
    this.labels = Object.freeze([...labels])
    this.steps = kernel.network.steps
    this.features = kernel.network.features
  }

  classify(inputs: Float32Array, n = 1, out?: Float32Array): Float32Array {
    return softmaxRows(this.logits(inputs, n, out), this.labels.length)
  }

  logits(inputs: Float32Array, n = 1, out?: Float32Array): Float32Array {
    if (!this.#kernel) throw new DisposedError('classifier')
    checkShape(inputs, n, this)
    const logits = outputFor(out, n, this.labels.length)
    if (!this.#kernel.run(inputs, n, logits)) checkNumbers(inputs)
    return logits
  }

  dispose(): void {
    this.#kernel?.dispose()
    this.#kernel = undefined
  }
}
