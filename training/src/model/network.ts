import type * as tf from '@tensorflow/tfjs'
import { isRecurrent, type NetworkShape } from './architecture.ts'
import type { Batch, InputKind } from './batch-tensors.ts'
import { convolutionalNetwork } from './convolutional-network.ts'
import { layoutParameters, type NamedTensors, type ParameterSpec } from './parameters.ts'
import { recurrentNetwork } from './recurrent-network.ts'

export interface NetworkOptions {
  /**
   * Gradient checkpointing (Chen et al. 2016): keep a recurrent state every so many steps and compute the rest
   * again on the way back; 0 keeps all. It changes memory and time, not results.
   */
  readonly gradientCheckpointing?: number
}

/** A network without values: its parameters, and how they turn inputs into logits. */
export interface Network {
  readonly shape: NetworkShape
  readonly parameters: readonly ParameterSpec[]
  /** Size of the state that the head reads, for the dropout mask. */
  readonly stateSize: number
  /** What `logits` wants in a batch. */
  readonly reads: readonly InputKind[]
  /**
   * Logits `[batch, labels]`, differentiable in every parameter.
   *
   * @param dropoutMask `[batch, stateSize]`, 0 or 1 / (1 − rate); without it nothing is dropped
   */
  logits(parameters: NamedTensors, batch: Batch, dropoutMask?: tf.Tensor2D): tf.Tensor2D
}

/** The network of a shape. docs/training.md tells how to add an architecture. */
export function createNetwork(shape: NetworkShape, options: NetworkOptions = {}): Network {
  return isRecurrent(shape) ? recurrentNetwork(shape, options) : convolutionalNetwork(shape)
}

/** Weights and biases of the network of a shape. */
export function parameterCount(shape: NetworkShape): number {
  return layoutParameters(createNetwork(shape).parameters).size
}
