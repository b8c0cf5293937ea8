import { type NetworkShape, RECURRENT_LAYERS, type RecurrentArchitecture } from './architecture.ts'
import type { BranchPlan, LayerPlan } from './recurrent/branch.ts'

/** A shape whose architecture is recurrent. */
export type RecurrentShape = NetworkShape & { readonly architecture: RecurrentArchitecture }

/** The branches of a recurrent network, whose states stand side by side before the head. */
export function planBranches(shape: RecurrentShape): BranchPlan[] {
  const { architecture, readout, connection } = shape
  const lowerStates = architecture === 'bilstm-hier' && connection !== 'none'
  const branch = (scan: BranchPlan['scan']): BranchPlan => ({
    scan,
    layers: planLayers(shape, scan === 'rows' ? shape.features : shape.steps),
    readout,
    lowerStates,
  })
  return architecture === 'bilstm-dual' ? [branch('rows'), branch('columns')] : [branch('rows')]
}

function planLayers({ architecture, hidden }: RecurrentShape, inputs: number): LayerPlan[] {
  const { cell, directions } = RECURRENT_LAYERS[architecture]
  const first = { cell, directions, inputs, hidden }
  if (architecture !== 'bilstm-hier') return [first]
  return [first, { cell, directions, inputs: directions * hidden, hidden: Math.ceil(hidden / 2) }]
}

/** Name of the kernel of a direction. */
export function kernelName(scan: BranchPlan['scan'], layer: number, direction: number): string {
  return `${scan}.${layer}.${direction === 0 ? 'forward' : 'backward'}`
}
