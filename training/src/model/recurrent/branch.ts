import * as tf from '@tensorflow/tfjs'
import type { Cell, CellName } from './cell.ts'
import { gru } from './gru.ts'
import { lstm } from './lstm.ts'
import { type ReadoutName, readGradient, readState } from './readout.ts'
import { rnn } from './rnn.ts'
import { type InputBlock, type Scan, type Segment, scanBackward, scanForward } from './scan.ts'
import { listTensors, replaceTensors } from './tensor-tree.ts'

const CELLS: Readonly<Record<CellName, Cell>> = { rnn, lstm, gru }

/** The cell of a name. */
export function cellOf({ cell }: LayerPlan): Cell {
  return CELLS[cell]
}

export interface LayerPlan {
  readonly cell: CellName
  /** Numbers that arrive at each step, the bias's one not counted. */
  readonly inputs: number
  readonly hidden: number
  /** Forward in time, or forward and backward. */
  readonly directions: 1 | 2
}

/** Layers one above the other. */
export interface BranchPlan {
  /** `columns` reads the input turned: steps and features change places. */
  readonly scan: 'rows' | 'columns'
  readonly layers: readonly LayerPlan[]
  readonly readout: ReadoutName
  /** Whether the state ends with the final states of the lower layers, for a connection past the top one. */
  readonly lowerStates: boolean
}

/** Numbers in the state of the top layer. */
export function topStateSize({ layers, readout }: BranchPlan): number {
  const size = outputSize(layers[layers.length - 1])
  return readout === 'mean-max' ? 2 * size : size
}

/** Numbers in the final states of the layers below the top one. */
export function lowerStateSize({ layers }: BranchPlan): number {
  return layers.slice(0, -1).reduce((sum, layer) => sum + outputSize(layer), 0)
}

function outputSize({ hidden, directions }: LayerPlan): number {
  return hidden * directions
}

/**
 * The state of a branch, `[batch, stateSize]`. Differentiable in the kernels by hand-written backpropagation
 * through time: written with plain operations, a step of training takes ten times as long on the wasm backend
 * (docs/training.md says why).
 *
 * @param kernels of the layers from below, of each layer's directions in their order; see `Cell`
 * @param xs one `[batch, inputs + 1]` tensor for each time step, the last column ones
 * @param segment gradient checkpointing: see `ScanOptions`
 */
export function branchState(
  plan: BranchPlan,
  kernels: readonly tf.Tensor2D[],
  xs: readonly tf.Tensor2D[],
  segment = 0,
): tf.Tensor2D {
  const record = tf.engine().isTapeOn()
  const run = tf.customGrad((...args: unknown[]) => {
    const inputs = args.slice(0, -1) as tf.Tensor2D[]
    const save = args.at(-1) as tf.GradSaveFunc
    const { parts, layers } = forward(plan, inputs, xs, { record, segment })
    const tape: Tape = { kernels: inputs, layers: record ? layers : [] }
    save(listTensors(tape))
    return {
      value: tf.concat2d(parts, 1),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => backward(plan, replaceTensors(tape, saved), dy as tf.Tensor2D)),
    }
  })
  return run(...kernels) as tf.Tensor2D
}

/** What the way back needs of a layer. */
interface LayerTape {
  /** What it read, in the order of time. */
  readonly xs: readonly tf.Tensor2D[]
  readonly segments: readonly Segment[][]
  /** By direction in reading order, where the read-out needs them again. */
  readonly outputs: readonly (readonly tf.Tensor2D[])[]
}

interface Tape {
  readonly kernels: readonly tf.Tensor2D[]
  readonly layers: readonly LayerTape[]
}

function forward(
  { layers, readout, lowerStates }: BranchPlan,
  kernels: readonly tf.Tensor2D[],
  inputs: readonly tf.Tensor2D[],
  { record, segment }: { record: boolean; segment: number },
) {
  const tapes: LayerTape[] = []
  const lower: tf.Tensor2D[] = []
  let xs = inputs
  let parts: tf.Tensor2D[] = []
  layers.forEach((layer, l) => {
    const top = l === layers.length - 1
    const sequence = !top || readout === 'mean-max'
    const scans = directionsOf(layer).map((d) =>
      scanForward(kernels[kernelIndex(layers, l) + d], read(xs, d, top, readout), {
        cell: cellOf(layer),
        sequence,
        record,
        segment,
      }),
    )
    const outputs = scans.map((scan) => scan.outputs)
    tapes.push({ xs, segments: scans.map(({ segments }) => segments), outputs: top ? outputs : [] })
    if (top) parts = readState(readout, outputs)
    else {
      lower.push(...readState('final', outputs))
      xs = joinDirections(scans)
    }
  })
  return { parts: lowerStates ? [...parts, ...lower] : parts, layers: tapes }
}

/** Steps in the order in which a direction reads them. */
function read<T>(xs: readonly T[], direction: number, top: boolean, readout: ReadoutName): T[] {
  if (direction === 0) return [...xs]
  return top && readout === 'last-step' ? xs.slice(-1) : xs.toReversed()
}

/** Inputs of the next layer: the directions' states at each time, and the bias's ones. */
function joinDirections(scans: readonly Scan[]): tf.Tensor2D[] {
  const [first, second] = scans.map(({ outputs }) => outputs)
  const ones = tf.ones([first[0].shape[0], 1]) as tf.Tensor2D
  const steps = first.length
  return first.map((h, t) => tf.concat2d(second ? [h, second[steps - 1 - t], ones] : [h, ones], 1))
}

function backward(
  { layers, readout, lowerStates }: BranchPlan,
  { kernels, layers: tapes }: Tape,
  dState: tf.Tensor2D,
): tf.Tensor2D[] {
  const top = layers.length - 1
  const pooled = readout === 'mean-max' ? 2 : 1
  const sizes = Array<number>(pooled * layers[top].directions).fill(layers[top].hidden)
  for (const layer of layers.slice(0, lowerStates ? -1 : 0)) {
    sizes.push(...directionsOf(layer).map(() => layer.hidden))
  }
  const parts = tf.split<tf.Tensor2D>(dState, sizes, 1)
  const gradients: tf.Tensor2D[] = []
  let dhs = readGradient(readout, tapes[top].outputs, parts, tapes[top].xs.length)
  for (let l = top; l >= 0; l--) {
    const { xs, segments } = tapes[l]
    const below = layers[l - 1]
    const first = kernelIndex(layers, l)
    const scans = directionsOf(layers[l]).map((d) =>
      scanBackward(kernels[first + d], read(xs, d, l === top, readout), segments[d], dhs[d], {
        cell: cellOf(layers[l]),
        blocks: below ? inputBlocks(below) : [],
      }),
    )
    gradients.unshift(...scans.map(({ kernel }) => kernel))
    if (below === undefined) break
    dhs = gradientsBelow(scans, below, xs.length)
    if (lowerStates) addFinals(dhs, parts.slice(partIndex(layers, l - 1, pooled)))
  }
  return gradients
}

function directionsOf({ directions }: LayerPlan): number[] {
  return Array.from({ length: directions }, (_, d) => d)
}

/** Place of a layer's first kernel among those of all layers. */
function kernelIndex(layers: readonly LayerPlan[], l: number): number {
  return layers.slice(0, l).reduce((sum, { directions }) => sum + directions, 0)
}

/** Place of a lower layer's first part of the state: the top layer's parts come before. */
function partIndex(layers: readonly LayerPlan[], l: number, pooled: number): number {
  return pooled * layers[layers.length - 1].directions + kernelIndex(layers, l)
}

/** Rows of a kernel that meet the directions of the layer below. */
function inputBlocks({ hidden, directions }: LayerPlan): InputBlock[] {
  return Array.from({ length: directions }, (_, d) => ({ start: d * hidden, count: hidden }))
}

/** Gradients of the lower layer's hidden states, by its directions in their reading order. */
function gradientsBelow(
  scans: readonly { readonly inputs: readonly (readonly tf.Tensor2D[])[] }[],
  below: LayerPlan,
  steps: number,
): (tf.Tensor2D | undefined)[][] {
  return directionsOf(below).map((lower) => {
    const inTime = Array.from({ length: steps }, (_, t) => {
      const parts = scans.flatMap(({ inputs }, d) => {
        const part = inputs[d === 0 ? t : steps - 1 - t]
        return part ? [part[lower]] : []
      })
      return parts.length === 0 ? undefined : parts.reduce((a, b) => tf.add(a, b))
    })
    return lower === 0 ? inTime : inTime.toReversed()
  })
}

function addFinals(dhs: (tf.Tensor2D | undefined)[][], parts: readonly tf.Tensor2D[]): void {
  dhs.forEach((gradients, d) => {
    const last = gradients.length - 1
    const before = gradients[last]
    gradients[last] = before === undefined ? parts[d] : tf.add(before, parts[d])
  })
}
