import { LIMITS } from '../../graph/limits.ts'
import type { StoredClassifier } from '../../graph/stored.ts'
import type { Kernel, KernelShape } from '../kernel.ts'
import type { KernelExports, WasmKernelName } from './exports.ts'
import { type PackedBranch, type PackedNetwork, packNetwork } from './pack-network.ts'

/** Runs tiles of inks through a packed network. Nothing is allocated in a call. */
export class WasmKernel implements Kernel {
  readonly name: WasmKernelName
  readonly network: KernelShape
  readonly #packed: PackedNetwork
  #exports: KernelExports | undefined
  #floats: Float32Array

  /** @throws {ModelFormatError} when a weight is not a usable number */
  constructor(name: WasmKernelName, network: StoredClassifier, exports: KernelExports) {
    const { input, labels } = network
    this.name = name
    this.network = { steps: input.steps, features: input.features, labels: labels.length }
    this.#packed = packNetwork(network, name, exports)
    this.#exports = exports
    this.#floats = new Float32Array(exports.memory.buffer)
  }

  run(inputs: Float32Array, n: number, out: Float32Array): boolean {
    const { tile } = this.#packed
    let usable = true
    for (let first = 0; first < n; first += tile) {
      usable = this.#runTile(inputs, first, Math.min(tile, n - first), out) && usable
    }
    return usable
  }

  /** Drops the only references to the memory. */
  dispose(): void {
    this.#exports = undefined
    this.#floats = new Float32Array()
  }

  #runTile(inputs: Float32Array, first: number, inks: number, out: Float32Array): boolean {
    const kernel = this.#exports!
    const { branches, head, logits } = this.#packed
    for (const branch of branches) {
      this.#writeRows(branch, inputs, first, inks)
      for (const direction of branch.directions) kernel.runDirection(direction, inks)
    }
    kernel.runHead(head, inks)
    const { labels } = this.network
    const from = logits / 4
    for (let i = 0; i < inks * labels; i++) out[first * labels + i] = this.#floats[from + i]
    const factors = branches[0].factors / 4
    for (let i = 0; i < inks; i++) {
      if (this.#floats[factors + i] > LIMITS.magnitude) return false
    }
    return true
  }

  /** Copies inks to the rows of the first layer, which are padded to whole vectors; columns are transposed. */
  #writeRows(branch: PackedBranch, inputs: Float32Array, first: number, inks: number): void {
    const { features, steps } = this.network
    const { width } = branch
    const size = steps * features
    const byRows = branch.scan === 'rows'
    let from = first * size
    let to = branch.rows / 4
    if (byRows && width === features) {
      const taken = inks * size
      // A view is an object too: a call of one tile needs none.
      this.#floats.set(taken < inputs.length ? inputs.subarray(from, from + taken) : inputs, to)
      return
    }
    const [stepStride, featureStride] = byRows ? [width, 1] : [1, width]
    for (; inks > 0; inks--, to += branch.steps * width) {
      for (let step = 0; step < steps; step++) {
        for (let feature = 0; feature < features; feature++) {
          this.#floats[to + step * stepStride + feature * featureStride] = inputs[from++]
        }
      }
    }
  }
}
