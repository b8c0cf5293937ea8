import { floatTensor, type GraphBuilder, int64Tensor } from '@edgeink/engine/onnx'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, type NamedArrays, namedViews } from '../model/parameters.ts'
import { type BranchPlan, type LayerPlan, topStateSize } from '../model/recurrent/branch.ts'
import { kernelName, planBranches, type RecurrentShape } from '../model/recurrent-plan.ts'
import { addLinear, encodeClassifierGraph, toGraphHead } from './classifier-graph.ts'
import { toDirection } from './to-graph.ts'

/** ONNX of any recurrent network: plain cells, and connections past the upper layer, included. */
export function encodeRecurrentGraph(config: TrainConfig, weights: Float32Array): Uint8Array {
  const shape = networkShape(config) as RecurrentShape
  const named = namedViews(layoutParameters(createNetwork(shape).parameters), weights)
  return encodeClassifierGraph(
    config,
    (graph, input) => {
      const states = planBranches(shape).map((branch) =>
        addBranch({ graph, named, shape, branch }, input),
      )
      return states.length === 1 ? states[0] : graph.node('Concat', 'state', states, { axis: 1 })
    },
    toGraphHead(named.head, shape.labels),
  )
}

interface BranchContext {
  readonly graph: GraphBuilder
  readonly named: NamedArrays
  readonly shape: RecurrentShape
  readonly branch: BranchPlan
}

function addBranch(context: BranchContext, input: string): string {
  const { graph, branch } = context
  const { scan, layers, readout, lowerStates } = branch
  // Recurrent nodes want time first.
  const perm = scan === 'rows' ? [1, 0, 2] : [2, 0, 1]
  let value = graph.node('Transpose', `${scan}.time-first`, [input], { perm })
  const finals: string[] = []
  layers.forEach((_, l) => {
    const { sequence, final } = addLayer(context, l, value)
    finals.push(addFinal(graph, final))
    value = addJoined(graph, sequence)
  })
  const top = readout === 'final' ? finals[layers.length - 1] : addReadout(context, value)
  return lowerStates ? addConnection(context, top, finals[0]) : top
}

const OPERATORS = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' } as const

/** Answers the names of the outputs `[time, directions, batch, hidden]` and `[directions, batch, hidden]`. */
function addLayer({ graph, named, branch }: BranchContext, l: number, input: string) {
  const layer = branch.layers[l]
  const { cell, hidden, directions } = layer
  const name = `${branch.scan}.${l}`
  const weights = addWeights(graph, name, layer, (d) => named[kernelName(branch.scan, l, d)])
  const outputs = { sequence: `${name}.sequence`, final: `${name}.final` }
  graph.nodeWithOutputs({
    opType: OPERATORS[cell],
    name,
    input: [input, ...weights],
    output: [outputs.sequence, outputs.final],
    attributes: {
      hidden_size: hidden,
      direction: directions === 2 ? 'bidirectional' : 'forward',
      ...(cell === 'gru' && { linear_before_reset: 1 }),
    },
  })
  return outputs
}

function addWeights(
  graph: GraphBuilder,
  name: string,
  layer: LayerPlan,
  kernelOf: (direction: number) => Float32Array,
): string[] {
  const { inputs, hidden, directions } = layer
  const span = [{ count: inputs, size: inputs }]
  const parts = Array.from({ length: directions }, (_, d) =>
    toDirection(kernelOf(d), layer, span, hidden),
  )
  const rows = parts[0].inputBias.length
  const join = (suffix: string, dims: number[], arrays: Float32Array[]) =>
    graph.constant(floatTensor(`${name}.${suffix}`, [directions, ...dims], joinArrays(arrays)))
  return [
    join(
      'W',
      [rows, inputs],
      parts.map(({ inputWeights }) => inputWeights),
    ),
    join(
      'R',
      [rows, hidden],
      parts.map(({ recurrentWeights }) => recurrentWeights),
    ),
    join(
      'B',
      [2 * rows],
      parts.flatMap((part) => [part.inputBias, part.recurrentBias]),
    ),
  ]
}

function joinArrays(arrays: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const array of arrays) {
    joined.set(array, at)
    at += array.length
  }
  return joined
}

/** `[directions, batch, hidden]` to `[batch, directions · hidden]` */
function addFinal(graph: GraphBuilder, value: string): string {
  const batchFirst = graph.node('Transpose', `${value}.batch-first`, [value], { perm: [1, 0, 2] })
  const shape = graph.constant(int64Tensor('join-final', [2], [0, -1]))
  return graph.node('Reshape', `${value}.joined`, [batchFirst, shape])
}

/** `[time, directions, batch, hidden]` to `[time, batch, directions · hidden]` */
function addJoined(graph: GraphBuilder, value: string): string {
  const batchFirst = graph.node('Transpose', `${value}.batch-first`, [value], {
    perm: [0, 2, 1, 3],
  })
  const shape = graph.constant(int64Tensor('join-directions', [3], [0, 0, -1]))
  return graph.node('Reshape', `${value}.joined`, [batchFirst, shape])
}

function addReadout({ graph, branch, shape }: BranchContext, value: string): string {
  if (branch.readout === 'last-step') {
    const steps = branch.scan === 'rows' ? shape.steps : shape.features
    const index = graph.constant(int64Tensor(`${branch.scan}.last`, [], [steps - 1]))
    return graph.node('Gather', `${branch.scan}.state`, [value, index], { axis: 0 })
  }
  const overTime = { axes: [0], keepdims: 0 }
  const mean = graph.node('ReduceMean', `${branch.scan}.mean`, [value], overTime)
  const max = graph.node('ReduceMax', `${branch.scan}.max`, [value], overTime)
  return graph.node('Concat', `${branch.scan}.state`, [mean, max], { axis: 1 })
}

/** See `connectStates`. */
function addConnection(
  { graph, named, shape, branch }: BranchContext,
  upper: string,
  lower: string,
): string {
  const size = topStateSize(branch)
  const skip = addLinear(graph, 'skip', lower, toGraphHead(named.skip, size))
  if (shape.connection === 'residual') return graph.node('Add', 'connected', [upper, skip])
  const gate = addLinear(graph, 'highway', lower, toGraphHead(named.highway, size))
  const t = graph.node('Sigmoid', 'highway.gate', [gate])
  const difference = graph.node('Sub', 'highway.difference', [upper, skip])
  const share = graph.node('Mul', 'highway.share', [t, difference])
  return graph.node('Add', 'connected', [skip, share])
}
