/** Kernels of this folder. */
export type WasmKernelName = 'wasm-relaxed' | 'wasm-simd'

/** What the modules of `assembly/` export; addresses are those of records, see `assembly/records.ts`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory
  /** Relaxed build only: asks the processor questions with known answers; 0 when it answers wrongly. */
  probe?(): number
  /** Packs a matrix of a direction; returns the largest sum of a row's magnitudes, see `assembly/pack.ts`. */
  packMatrix(
    direction: number,
    recurrent: number,
    columns: number,
    data: number,
    scales: number,
    zeros: number,
    perRow: number,
    flip: number,
    bias: number,
    mean: number,
    std: number,
  ): number
  /** Writes the first state of a packed direction, whose input must be zeros. */
  prepareDirection(direction: number): void
  /** Runs a direction over its whole input; the first direction of a layer comes first. */
  runDirection(direction: number, inks: number): void
  /** Writes the logits of all inks. */
  runHead(head: number, inks: number): void
}
