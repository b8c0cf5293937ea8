import type { KernelName } from '../classifier.ts'

/** Sizes of the network that a kernel was made for. */
export interface KernelShape {
  readonly steps: number
  readonly features: number
  readonly labels: number
}

/**
 * The arithmetic of one network, weights packed. The caller has checked lengths and disposal, so that a kernel is
 * nothing but arithmetic. Inputs are as the ONNX input takes them: the kernel normalises.
 */
export interface Kernel {
  readonly name: KernelName
  readonly network: KernelShape
  /**
   * Writes `n × labels` logits to `out` for `n × steps × features` inputs. Returns whether it saw that all of them are
   * usable numbers; where it did not, the caller has to look, for the answer may be worth nothing.
   */
  run(inputs: Float32Array, n: number, out: Float32Array): boolean
  /** Frees the memory; called once. */
  dispose(): void
}
