import { isRecurrent, type NetworkShape } from '../architecture.ts'
import type { CellName } from '../recurrent/cell.ts'
import type { ReadoutName } from '../recurrent/readout.ts'
import { referenceConvolution } from './float64-convolution.ts'
import { applyRows, sigmoid, type Vector } from './vectors.ts'

/** Parameters by name, row by row. */
export type Doubles = Readonly<Record<string, Float64Array>>

/**
 * The loss of a network in double precision, one sample and one unit at a time, straight from the equations: what
 * finite differences of the hand-written gradients are taken of. It shares no code with the networks.
 */
export function referenceLoss(
  shape: NetworkShape,
  parameters: Doubles,
  inputs: Float64Array,
  labels: readonly number[],
): number {
  const size = shape.steps * shape.features
  return labels.reduce((sum, label, i) => {
    const sample = inputs.subarray(i * size, (i + 1) * size)
    const logits = referenceLogits(shape, parameters, sample)
    const norm = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0))
    return sum + norm - logits[label]
  }, 0)
}

/** Logits of one sample, already normalised. */
export function referenceLogits(
  shape: NetworkShape,
  parameters: Doubles,
  sample: Float64Array,
): Vector {
  const state = isRecurrent(shape)
    ? recurrentState(shape, parameters, sample)
    : referenceConvolution(shape, parameters, sample)
  return applyRows([...state, 1], parameters.head, shape.labels)
}

function recurrentState(shape: NetworkShape, parameters: Doubles, sample: Float64Array): Vector {
  const rows = Array.from({ length: shape.steps }, (_, t) => [
    ...sample.subarray(t * shape.features, (t + 1) * shape.features),
  ])
  const columns = rows[0].map((_, f) => rows.map((row) => row[f]))
  const one = (cell: CellName, backward: boolean) =>
    readLayer(layer(parameters, 'rows.0', cell, shape.hidden, backward), rows, shape.readout).state
  switch (shape.architecture) {
    case 'rnn':
    case 'lstm':
    case 'gru':
      return one(shape.architecture, false)
    case 'bigru':
      return one('gru', true)
    case 'bilstm-dual':
      return [
        ...one('lstm', true),
        ...readLayer(
          layer(parameters, 'columns.0', 'lstm', shape.hidden, true),
          columns,
          shape.readout,
        ).state,
      ]
    case 'bilstm-hier':
      return hierarchicalState(shape, parameters, rows)
    default:
      return one('lstm', true)
  }
}

function hierarchicalState(shape: NetworkShape, parameters: Doubles, rows: Vector[]): Vector {
  const { hidden, connection, readout } = shape
  const half = Math.ceil(hidden / 2)
  const lower = readLayer(layer(parameters, 'rows.0', 'lstm', hidden, true), rows, 'final')
  const upper = readLayer(
    layer(parameters, 'rows.1', 'lstm', half, true),
    lower.sequence,
    readout,
  ).state
  if (connection === 'none') return upper
  const skip = applyRows([...lower.state, 1], parameters.skip, upper.length)
  if (connection === 'residual') return upper.map((value, i) => value + skip[i])
  const gate = applyRows([...lower.state, 1], parameters.highway, upper.length).map(sigmoid)
  return upper.map((value, i) => gate[i] * value + (1 - gate[i]) * skip[i])
}

interface Layer {
  readonly cell: CellName
  readonly hidden: number
  /** Kernels of its directions. */
  readonly kernels: readonly Float64Array[]
}

function layer(
  parameters: Doubles,
  name: string,
  cell: CellName,
  hidden: number,
  backward: boolean,
): Layer {
  const kernels = [parameters[`${name}.forward`]]
  if (backward) kernels.push(parameters[`${name}.backward`])
  return { cell, hidden, kernels }
}

function readLayer({ cell, hidden, kernels }: Layer, inputs: Vector[], readout: ReadoutName) {
  const inTime = kernels.map((kernel, d) => {
    const states = scan(cell, hidden, kernel, d === 0 ? inputs : inputs.toReversed())
    return d === 0 ? states : states.toReversed()
  })
  const sequence = inputs.map((_, t) => inTime.flatMap((states) => states[t]))
  return { sequence, state: readState(readout, inTime, sequence) }
}

function readState(readout: ReadoutName, inTime: Vector[][], sequence: Vector[]): Vector {
  const last = sequence.length - 1
  if (readout === 'final') return inTime.flatMap((states, d) => states[d === 0 ? last : 0])
  if (readout === 'last-step') return sequence[last]
  const over = (reduce: (values: Vector) => number) =>
    sequence[0].map((_, unit) => reduce(sequence.map((state) => state[unit])))
  return [
    ...over((values) => values.reduce((a, b) => a + b) / values.length),
    ...over((values) => Math.max(...values)),
  ]
}

/** Hidden states in reading order. */
function scan(cell: CellName, hidden: number, kernel: Float64Array, inputs: Vector[]): Vector[] {
  let h: Vector = new Array(hidden).fill(0)
  let c: Vector = new Array(hidden).fill(0)
  const columns = (kernel.length / (inputs[0].length + 1 + hidden)) | 0
  return inputs.map((x) => {
    const width = x.length + 1
    const input = applyRows([...x, 1], kernel.subarray(0, width * columns), columns)
    const state = applyRows(h, kernel.subarray(width * columns), columns)
    const gate = (g: number, unit: number) => input[g * hidden + unit] + state[g * hidden + unit]
    if (cell === 'rnn') h = h.map((_, unit) => Math.tanh(gate(0, unit)))
    if (cell === 'gru') {
      h = h.map((before, unit) => {
        const z = sigmoid(gate(0, unit))
        const reset = sigmoid(gate(1, unit)) * state[2 * hidden + unit]
        return (1 - z) * Math.tanh(input[2 * hidden + unit] + reset) + z * before
      })
    }
    if (cell === 'lstm') {
      c = c.map(
        (value, unit) =>
          sigmoid(gate(1, unit)) * value + sigmoid(gate(0, unit)) * Math.tanh(gate(3, unit)),
      )
      h = c.map((value, unit) => sigmoid(gate(2, unit)) * Math.tanh(value))
    }
    return h
  })
}
