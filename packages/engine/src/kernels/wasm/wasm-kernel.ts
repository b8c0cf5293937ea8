import type { RecurrentBranch, RecurrentClassifier } from '../../graph/recurrent.ts'
import type { Kernel, KernelShape } from '../kernel.ts'
import type { WasmKernelName } from './arithmetic.ts'
import type { KernelExports } from './exports.ts'
import type { LayerPlan, NetworkPlan } from './plan.ts'

/** A network packed in a memory of its own, and the code that runs it. */
export interface PackedNetwork {
  readonly network: RecurrentClassifier
  readonly plan: NetworkPlan
  readonly memory: WebAssembly.Memory
  readonly exports: KernelExports
  /** 1 where the processor has the relaxed dot product as one instruction. */
  readonly fused: 0 | 1
}

/** Runs tiles of inks through a packed network. Nothing is allocated in a call. */
export class WasmKernel implements Kernel {
  readonly name: WasmKernelName
  readonly network: KernelShape
  readonly #scans: readonly RecurrentBranch['scan'][]
  readonly #plan: NetworkPlan
  readonly #fused: 0 | 1
  #exports: KernelExports | undefined
  #floats: Float32Array

  constructor(name: WasmKernelName, { network, plan, memory, exports, fused }: PackedNetwork) {
    const { input, labels, branches } = network
    this.name = name
    this.network = { steps: input.steps, features: input.features, labels: labels.length }
    this.#scans = branches.map((branch) => branch.scan)
    this.#plan = plan
    this.#fused = fused
    this.#exports = exports
    this.#floats = new Float32Array(memory.buffer)
  }

  run(inputs: Float32Array, n: number, out: Float32Array): void {
    const { tile } = this.#plan
    for (let first = 0; first < n; first += tile) {
      this.#runTile(inputs, first, Math.min(tile, n - first), out)
    }
  }

  /** Drops the only references to the memory. */
  dispose(): void {
    this.#exports = undefined
    this.#floats = new Float32Array()
  }

  #runTile(inputs: Float32Array, first: number, inks: number, out: Float32Array): void {
    const { branches, readouts, headWeights, headBiases, logits } = this.#plan
    for (let i = 0; i < branches.length; i++) {
      this.#writeRows(branches[i][0], this.#scans[i], inputs, first, inks)
      for (const layer of branches[i]) this.#runLayer(layer, inks)
    }
    const bytes = this.#gatherReadouts(inks) * 4
    const { labels } = this.network
    this.#exports!.runHead(readouts, bytes, headWeights, headBiases, labels, logits, inks)
    const from = logits / 4
    for (let i = 0; i < inks * labels; i++) out[first * labels + i] = this.#floats[from + i]
  }

  #runLayer({ input, directions }: LayerPlan, inks: number): void {
    this.#exports!.quantizeSequence(input.address, inks)
    for (const { address } of directions) {
      this.#exports!.runDirection(address, inks, this.#fused)
    }
  }

  /** Copies inks to the rows of the first layer, which are padded to whole vectors; columns are transposed. */
  #writeRows(
    { input: { record } }: LayerPlan,
    scan: RecurrentBranch['scan'],
    inputs: Float32Array,
    first: number,
    inks: number,
  ): void {
    const { steps, features } = this.network
    const size = steps * features
    const width = record.rowBytes / 4
    const start = record.rows / 4
    if (scan === 'rows' && width === features) {
      this.#floats.set(inputs.subarray(first * size, (first + inks) * size), start)
      return
    }
    const [stepStride, featureStride] = scan === 'rows' ? [width, 1] : [1, width]
    let from = first * size
    for (let ink = 0; ink < inks; ink++) {
      const to = start + ink * record.steps * width
      for (let step = 0; step < steps; step++) {
        for (let feature = 0; feature < features; feature++) {
          this.#floats[to + step * stepStride + feature * featureStride] = inputs[from++]
        }
      }
    }
  }

  /** Puts the parts of each read-out side by side; returns the numbers of one. */
  #gatherReadouts(inks: number): number {
    const { readouts, readoutParts } = this.#plan
    let to = readouts / 4
    for (let ink = 0; ink < inks; ink++) {
      for (const { states, stateBytes, offset, length } of readoutParts) {
        const from = (states + ink * stateBytes + offset) / 4
        this.#floats.copyWithin(to, from, from + length)
        to += length
      }
    }
    return (to - readouts / 4) / inks
  }
}
