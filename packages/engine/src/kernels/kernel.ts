import type { KernelName } from '../classifier.ts'

/** Sizes of the network that a kernel was made for. */
export interface KernelShape {
  readonly steps: number
  readonly features: number
  readonly labels: number
}

/**
 * The arithmetic of one network, weights packed. The caller has checked lengths, finiteness and disposal,
 * so that a kernel is nothing but arithmetic. Inputs are as the ONNX input takes them: the kernel normalises.
 */
export interface Kernel {
  readonly name: KernelName
  readonly network: KernelShape
  /** Writes `n × labels` logits to `out` for `n × steps × features` inputs. */
  run(inputs: Float32Array, n: number, out: Float32Array): void
  /** Frees the memory; called once. */
  dispose(): void
}
