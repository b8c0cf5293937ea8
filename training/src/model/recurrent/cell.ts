import type * as tf from '@tensorflow/tfjs'

export const CELLS = ['rnn', 'lstm', 'gru'] as const
export type CellName = (typeof CELLS)[number]

/** What a cell hands on to its next step, `[batch, hidden]` each; an LSTM's memory `c` is missing before the first. */
export interface State {
  readonly h: tf.Tensor2D
  readonly c?: tf.Tensor2D
}

/** A step's new state, and what the way back needs of it. */
export interface Step extends State {
  readonly [name: string]: tf.Tensor2D | undefined
}

/** Gradients that a step passes back. */
export interface StepGradient {
  /** Of the gates before their activations, `[batch, gates × hidden]`, as the input's weights see them. */
  readonly inputGates: tf.Tensor2D
  /** The same as the recurrent weights see them: another one where a gate stands between (GRU). */
  readonly stateGates: tf.Tensor2D
  /** Of the state before the step, on the paths that meet no weights. */
  readonly h?: tf.Tensor2D
  readonly c?: tf.Tensor2D
}

/**
 * A recurrent cell with its gradient written by hand. Its kernel has the rows x, bias, h and, in its columns, the
 * gates side by side: `[inputs + 1 + hidden, gates × hidden]`.
 */
export interface Cell {
  readonly gates: number
  /** The gate whose bias begins at 1. */
  readonly openGate?: number
  /** What the steps multiply by, made of the kernel once for a whole scan. */
  prepare(kernel: tf.Tensor2D): readonly tf.Tensor2D[]
  /** @param x `[batch, inputs + 1]`, the last column ones */
  forward(weights: readonly tf.Tensor2D[], x: tf.Tensor2D, before: State): Step
  /** @param dh whole gradient of the step's `h`; @param dc of its `c`, from the step after it */
  backward(step: Step, before: State, dh: tf.Tensor2D, dc: tf.Tensor2D | undefined): StepGradient
}
