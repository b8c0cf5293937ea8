import * as tf from '@tensorflow/tfjs'
import type { ConnectionName } from './architecture.ts'
import { applyLinear, linearSpec } from './linear.ts'
import type { NamedTensors, ParameterSpec } from './parameters.ts'

/** A highway begins by letting the lower layer through (Srivastava et al. 2015). */
const GATE_BIAS = -1

/** Parameters of a connection from the lower layer's final states to the upper one's. */
export function connectionSpecs(
  connection: ConnectionName,
  lower: number,
  upper: number,
): ParameterSpec[] {
  if (connection === 'none') return []
  const skip = linearSpec('skip', lower, upper)
  return connection === 'residual' ? [skip] : [skip, linearSpec('highway', lower, upper, GATE_BIAS)]
}

/**
 * Joins the states of two layers, so that the gradient reaches the lower one without passing through the upper
 * one's time steps. Residual: `upper + skip(lower)`. Highway: `t · upper + (1 − t) · skip(lower)` with
 * `t = σ(highway(lower))`. Skip is linear because the layers differ in size.
 */
export function connectStates(
  connection: ConnectionName,
  parameters: NamedTensors,
  upper: tf.Tensor2D,
  lower: tf.Tensor2D,
): tf.Tensor2D {
  const skip = applyLinear(parameters.skip, lower)
  if (connection === 'residual') return tf.add(upper, skip)
  const t = tf.sigmoid(applyLinear(parameters.highway, lower))
  return tf.add(skip, tf.mul(t, tf.sub(upper, skip)))
}
