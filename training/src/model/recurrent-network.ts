import * as tf from '@tensorflow/tfjs'
import { connectionSpecs, connectStates } from './connection.ts'
import { applyLinear, linearSpec } from './linear.ts'
import type { Network, NetworkOptions } from './network.ts'
import type { NamedTensors, ParameterSpec } from './parameters.ts'
import {
  type BranchPlan,
  branchState,
  cellOf,
  type LayerPlan,
  lowerStateSize,
  topStateSize,
} from './recurrent/branch.ts'
import { kernelName, planBranches, type RecurrentShape } from './recurrent-plan.ts'

/**
 * Recurrent layers in one branch or two, their states side by side, a linear head. The paper's network is the
 * architecture `bilstm` at hidden size 128.
 */
export function recurrentNetwork(shape: RecurrentShape, options: NetworkOptions = {}): Network {
  const branches = planBranches(shape)
  const stateSize = branches.reduce((sum, branch) => sum + topStateSize(branch), 0)
  return {
    shape,
    stateSize,
    reads: branches.map(({ scan }) => scan),
    parameters: [
      ...branches.flatMap(kernelSpecs),
      ...branches
        .filter(({ lowerStates }) => lowerStates)
        .flatMap((branch) =>
          connectionSpecs(shape.connection, lowerStateSize(branch), topStateSize(branch)),
        ),
      linearSpec('head', stateSize, shape.labels),
    ],
    logits(parameters, batch, dropoutMask) {
      const states = branches.map((branch) => {
        const state = branchState(
          branch,
          branchKernels(branch, parameters),
          batch[branch.scan]!,
          options.gradientCheckpointing,
        )
        return branch.lowerStates ? connect(shape, branch, parameters, state) : state
      })
      const state = states.length === 1 ? states[0] : tf.concat2d(states, 1)
      return applyLinear(parameters.head, dropoutMask ? tf.mul(state, dropoutMask) : state)
    },
  }
}

function connect(
  { connection }: RecurrentShape,
  branch: BranchPlan,
  parameters: NamedTensors,
  state: tf.Tensor2D,
): tf.Tensor2D {
  const sizes = [topStateSize(branch), lowerStateSize(branch)]
  const [upper, lower] = tf.split<tf.Tensor2D>(state, sizes, 1)
  return connectStates(connection, parameters, upper, lower)
}

function kernelSpecs({ scan, layers }: BranchPlan): ParameterSpec[] {
  return layers.flatMap((layer, l) =>
    Array.from({ length: layer.directions }, (_, d) => kernelSpec(kernelName(scan, l, d), layer)),
  )
}

/** Rows x, bias, h; a cell that has one begins with its gate of memory open. */
function kernelSpec(name: string, layer: LayerPlan): ParameterSpec {
  const { inputs, hidden } = layer
  const { gates, openGate } = cellOf(layer)
  const bias = new Float32Array(gates * hidden)
  if (openGate !== undefined) bias.fill(1, openGate * hidden, (openGate + 1) * hidden)
  return {
    name,
    rows: inputs + 1 + hidden,
    columns: gates * hidden,
    gates,
    int8: layer.cell === 'lstm',
    blocks: [
      { kind: 'glorot', rows: inputs },
      { kind: 'bias', rows: 1, values: bias },
      { kind: 'orthogonal', rows: hidden },
    ],
  }
}

function branchKernels({ scan, layers }: BranchPlan, parameters: NamedTensors): tf.Tensor2D[] {
  return layers.flatMap(({ directions }, l) =>
    Array.from({ length: directions }, (_, d) => parameters[kernelName(scan, l, d)]),
  )
}
