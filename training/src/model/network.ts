import type * as tf from '@tensorflow/tfjs'
import { bilstm } from './bilstm.ts'
import type { NamedTensors, ParameterSpec } from './parameters.ts'

export const ARCHITECTURES = ['bilstm'] as const
export type ArchitectureName = (typeof ARCHITECTURES)[number]

/** `final`: last state of each direction. `last-step`: output at the last time step, as in the paper's code. */
export const READOUTS = ['final', 'last-step'] as const
export type ReadoutName = (typeof READOUTS)[number]

/** Everything that determines the shapes of a network's parameters. */
export interface NetworkShape {
  readonly architecture: ArchitectureName
  readonly steps: number
  readonly features: number
  readonly hidden: number
  readonly labels: number
  readonly readout: ReadoutName
}

/** A network without values: its parameters, and how they turn inputs into logits. */
export interface Network {
  readonly shape: NetworkShape
  readonly parameters: readonly ParameterSpec[]
  /** Size of the state that the head reads, for the dropout mask. */
  readonly stateSize: number
  /**
   * Logits `[batch, labels]`, differentiable in every parameter.
   *
   * @param steps one `[batch, features + 1]` tensor for each time step, the last column ones
   * @param dropoutMask `[batch, stateSize]`, 0 or 1 / (1 − rate); without it nothing is dropped
   */
  logits(
    parameters: NamedTensors,
    steps: readonly tf.Tensor2D[],
    dropoutMask?: tf.Tensor2D,
  ): tf.Tensor2D
}

const BUILDERS: Readonly<Record<ArchitectureName, (shape: NetworkShape) => Network>> = { bilstm }

/** The network of a shape. A new architecture is a builder of its own in this folder, and a line here. */
export function createNetwork(shape: NetworkShape): Network {
  return BUILDERS[shape.architecture](shape)
}
