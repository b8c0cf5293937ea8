/** What the modules of `assembly/` export; addresses are those of records. */
export interface KernelExports {
  quantizeSequence(sequence: number, inks: number): void
  /** Runs a direction over its whole input. `fused`: the processor has the relaxed dot product. */
  runDirection(direction: number, inks: number, fused: number): void
  /** Advances the states of the first inks by the steps `from` … `to` − 1. */
  advance(direction: number, inks: number, from: number, to: number, fused: number): void
  runHead(
    readouts: number,
    readoutBytes: number,
    weights: number,
    biases: number,
    labels: number,
    logits: number,
    inks: number,
  ): void
  /** Quantizes a row of weights; see `assembly/pack.ts`. */
  packRow(
    row: number,
    end: number,
    target: number,
    group: number,
    largest: number,
    total: number,
    result: number,
  ): void
  /** Relaxed build only: the first sum of the dot product of four int8 and four numbers of 7 bits. */
  probeFused?(weights: number, states: number): number
  probeSplit?(weights: number, states: number): number
}
