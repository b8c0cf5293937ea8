import * as tf from '@tensorflow/tfjs'
import { transposedProduct } from '../transposed-product.ts'
import type { Cell, State, Step } from './cell.ts'
import { transposedRows } from './gate-kernel.ts'

export interface ScanOptions {
  readonly cell: Cell
  /** Whether the hidden states of all steps are asked for, or the last one only. */
  readonly sequence: boolean
  /** Whether `scanBackward` will follow. */
  readonly record: boolean
  /** Gradient checkpointing: states are kept every so many steps, the rest is computed again; 0 keeps all. */
  readonly segment: number
}

/** Steps between two kept states. */
export interface Segment {
  /** Index of its first step. */
  readonly start: number
  /** The state before it. */
  readonly state: State
  /** None where they are computed again on the way back. */
  readonly steps: Step[]
}

export interface Scan {
  /** Hidden states in reading order; the last one only unless the sequence was asked for. */
  readonly outputs: tf.Tensor2D[]
  /** Empty unless recorded. */
  readonly segments: Segment[]
}

/**
 * Reads a sequence with a cell.
 *
 * @param kernel see `Cell`
 * @param xs one `[batch, inputs + 1]` tensor for each step in reading order, the last column ones
 */
export function scanForward(
  kernel: tf.Tensor2D,
  xs: readonly tf.Tensor2D[],
  { cell, sequence, record, segment }: ScanOptions,
): Scan {
  const weights = cell.prepare(kernel)
  const length = segment > 0 ? segment : xs.length
  const whole = record && length >= xs.length
  const outputs: tf.Tensor2D[] = []
  const segments: Segment[] = []
  let state: State = { h: tf.zeros([xs[0].shape[0], kernel.shape[1] / cell.gates]) }
  xs.forEach((x, s) => {
    const kept = record && s % length === 0
    if (kept) segments.push({ start: s, state, steps: [] })
    const next = tf.tidy(() => {
      const step = cell.forward(weights, x, state)
      return whole ? step : { h: step.h, c: step.c }
    })
    if (whole) segments[0].steps.push(next)
    else if (!kept) tf.dispose(s > 0 && sequence ? [state.c] : [state.h, state.c])
    if (sequence || s === xs.length - 1) outputs.push(next.h)
    state = next
  })
  return { outputs, segments }
}

/** Rows of a kernel whose inputs want a gradient of their own. */
export interface InputBlock {
  readonly start: number
  readonly count: number
}

export interface ScanGradient {
  readonly kernel: tf.Tensor2D
  /** For each step in reading order, for each block `[batch, count]`. */
  readonly inputs: tf.Tensor2D[][]
}

/**
 * Backpropagation through time.
 *
 * @param dhs gradient of each step's hidden state from above, in reading order; undefined where there is none
 * @param blocks parts of the input that want a gradient
 */
export function scanBackward(
  kernel: tf.Tensor2D,
  xs: readonly tf.Tensor2D[],
  segments: readonly Segment[],
  dhs: readonly (tf.Tensor2D | undefined)[],
  { cell, blocks }: { cell: Cell; blocks: readonly InputBlock[] },
): ScanGradient {
  const hidden = kernel.shape[1] / cell.gates
  const way: WayBack = {
    cell,
    weights: cell.prepare(kernel),
    recurrent: transposedRows(kernel, kernel.shape[0] - hidden, hidden),
    blocks: blocks.map(({ start, count }) => transposedRows(kernel, start, count)),
  }
  const inputs: tf.Tensor2D[][] = []
  let total: tf.Tensor2D | undefined
  let after: Partial<State> = {}
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i]
    const end = segments[i + 1]?.start ?? xs.length
    const back = tf.tidy(() =>
      segmentBackward(way, segment, xs.slice(segment.start, end), {
        dhs: dhs.slice(segment.start, end),
        after,
        total,
      }),
    )
    tf.dispose([total, after.h, after.c])
    inputs.unshift(...back.inputs)
    total = back.total
    after = back.before
  }
  return { kernel: total!, inputs }
}

interface WayBack {
  readonly cell: Cell
  readonly weights: readonly tf.Tensor2D[]
  readonly recurrent: tf.Tensor2D
  readonly blocks: readonly tf.Tensor2D[]
}

interface FromAbove {
  readonly dhs: readonly (tf.Tensor2D | undefined)[]
  /** Gradient of the segment's last state from the steps after it. */
  readonly after: Partial<State>
  /** Gradient of the kernel by the segments after it. */
  readonly total: tf.Tensor2D | undefined
}

function segmentBackward(
  { cell, weights, recurrent, blocks }: WayBack,
  segment: Segment,
  xs: readonly tf.Tensor2D[],
  { dhs, after, total }: FromAbove,
) {
  const steps = segment.steps.length > 0 ? segment.steps : repeat(cell, weights, xs, segment.state)
  const inputGates: tf.Tensor2D[] = new Array(xs.length)
  const stateGates: tf.Tensor2D[] = new Array(xs.length)
  let { h: dh, c: dc } = after
  for (let s = xs.length - 1; s >= 0; s--) {
    const back = tf.tidy(() => {
      const before = s > 0 ? steps[s - 1] : segment.state
      const { h, ...rest } = cell.backward(steps[s], before, sum(dh, dhs[s]), dc)
      if (segment.start + s === 0) return rest
      return { ...rest, h: sum(tf.matMul(rest.stateGates, recurrent), h) }
    }) as Required<ReturnType<Cell['backward']>>
    inputGates[s] = back.inputGates
    stateGates[s] = back.stateGates
    dh = back.h
    dc = back.c
  }
  const states = [segment.state.h, ...steps.slice(0, -1).map(({ h }) => h)]
  const gradient = kernelGradient(xs, states, inputGates, stateGates)
  return {
    total: sum(gradient, total),
    before: { h: dh, c: dc },
    inputs: inputGates.map((gates) => blocks.map((block) => tf.matMul<tf.Tensor2D>(gates, block))),
  }
}

/** The steps of a segment again, from the state before it. */
function repeat(
  cell: Cell,
  weights: readonly tf.Tensor2D[],
  xs: readonly tf.Tensor2D[],
  before: State,
): Step[] {
  let state = before
  return xs.map((x) => {
    const step = tf.tidy(() => cell.forward(weights, x, state))
    state = step
    return step
  })
}

/** One large product for the rows of x and bias, one for those of h: the wasm backend is fast at nothing else. */
function kernelGradient(
  xs: readonly tf.Tensor2D[],
  states: readonly tf.Tensor2D[],
  inputGates: tf.Tensor2D[],
  stateGates: tf.Tensor2D[],
): tf.Tensor2D {
  const fromInputs = tf.concat2d(inputGates, 0)
  const fromStates = inputGates[0] === stateGates[0] ? fromInputs : tf.concat2d(stateGates, 0)
  return tf.concat2d(
    [
      transposedProduct(tf.concat2d([...xs], 0), fromInputs),
      transposedProduct(tf.concat2d([...states], 0), fromStates),
    ],
    0,
  )
}

function sum(a: tf.Tensor2D | undefined, b: tf.Tensor2D | undefined): tf.Tensor2D {
  if (a === undefined || b === undefined) return (a ?? b)!
  return tf.add(a, b)
}
