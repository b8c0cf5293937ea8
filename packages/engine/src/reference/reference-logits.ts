import type {
  LinearHead,
  RecurrentBranch,
  RecurrentClassifier,
  RecurrentDirection,
  RecurrentLayer,
} from '../graph/recurrent.ts'

/**
 * The independent reference: the definitions of ONNX's LSTM and GRU operators written down in float64,
 * one number at a time, for tests and benchmarks. Slow on purpose; shares no code with the kernels.
 *
 * @returns `n × labels` logits for `n × steps × features` inputs
 */
export function referenceLogits(
  network: RecurrentClassifier,
  inputs: ArrayLike<number>,
  n = 1,
): Float64Array {
  const { steps, features } = network.input
  const logits = Array.from({ length: n }, (_, sample) => {
    const rows = matrixOf(inputs, sample * steps * features, steps, features)
    return sampleLogits(network, rows)
  })
  return Float64Array.from(logits.flat())
}

type Vector = number[]
type Matrix = Vector[]

function sampleLogits(network: RecurrentClassifier, rows: Matrix): Vector {
  const { mean, std } = network.input
  const normalised = rows.map((row) => row.map((x) => (x - mean) / std))
  const state = network.branches.flatMap((branch) =>
    branchState(network, branch, branch.scan === 'rows' ? normalised : transpose(normalised)),
  )
  return headLogits(network.head, state)
}

/** One direction's hidden states, in the order of the time steps. */
type HiddenStates = Matrix

function branchState(network: RecurrentClassifier, branch: RecurrentBranch, input: Matrix): Vector {
  let sequence = input
  let directions: HiddenStates[] = []
  for (const layer of branch.layers) {
    directions = layer.directions.map((direction, d) => scan(layer, direction, sequence, d === 1))
    sequence = sequence.map((_, t) => directions.flatMap((states) => states[t]))
  }
  const lastStep = sequence.length - 1
  switch (network.readout) {
    case 'final':
      return directions.flatMap((states, d) => states[d === 1 ? 0 : lastStep])
    case 'last-step':
      return sequence[lastStep]
    case 'mean-max': {
      const columns = transpose(sequence)
      const mean = columns.map((column) => sum(column) / column.length)
      return [...mean, ...columns.map((column) => Math.max(...column))]
    }
  }
}

function scan(
  layer: RecurrentLayer,
  direction: RecurrentDirection,
  sequence: Matrix,
  backward: boolean,
): HiddenStates {
  const states: HiddenStates = []
  let h: Vector = Array(layer.hiddenSize).fill(0)
  let c: Vector = Array(layer.hiddenSize).fill(0)
  for (let i = 0; i < sequence.length; i++) {
    const t = backward ? sequence.length - 1 - i : i
    if (layer.cell === 'lstm') {
      ;[h, c] = lstmStep(layer, direction, { x: sequence[t], h, c })
    } else {
      h = gruStep(layer, direction, { x: sequence[t], h })
    }
    states[t] = h
  }
  return states
}

/** https://onnx.ai/onnx/operators/onnx__LSTM.html, gates `i o f c` */
function lstmStep(
  { hiddenSize, inputSize }: RecurrentLayer,
  direction: RecurrentDirection,
  { x, h, c }: { x: Vector; h: Vector; c: Vector },
): [h: Vector, c: Vector] {
  const { inputWeights, recurrentWeights, inputBias, recurrentBias } = direction
  const gate = (g: number, j: number) => {
    const row = g * hiddenSize + j
    const fromInput = dot(inputWeights, row * inputSize, x)
    const fromState = dot(recurrentWeights, row * hiddenSize, h)
    return fromInput + fromState + inputBias[row] + recurrentBias[row]
  }
  const cell = c.map((previous, j) => {
    const i = sigmoid(gate(0, j))
    const f = sigmoid(gate(2, j))
    return f * previous + i * Math.tanh(gate(3, j))
  })
  return [cell.map((value, j) => sigmoid(gate(1, j)) * Math.tanh(value)), cell]
}

/** https://onnx.ai/onnx/operators/onnx__GRU.html, gates `z r h` */
function gruStep(
  { hiddenSize, inputSize, linearBeforeReset }: RecurrentLayer,
  direction: RecurrentDirection,
  { x, h }: { x: Vector; h: Vector },
): Vector {
  const { inputWeights, recurrentWeights, inputBias, recurrentBias } = direction
  const fromInput = (row: number) => dot(inputWeights, row * inputSize, x) + inputBias[row]
  const fromState = (row: number, state: Vector) =>
    dot(recurrentWeights, row * hiddenSize, state) + recurrentBias[row]
  const z = h.map((_, j) => sigmoid(fromInput(j) + fromState(j, h)))
  const r = h.map((_, j) => sigmoid(fromInput(hiddenSize + j) + fromState(hiddenSize + j, h)))
  const reset = h.map((value, j) => value * r[j])
  return h.map((previous, j) => {
    const row = 2 * hiddenSize + j
    const recurrent = linearBeforeReset ? r[j] * fromState(row, h) : fromState(row, reset)
    const candidate = Math.tanh(fromInput(row) + recurrent)
    return (1 - z[j]) * candidate + z[j] * previous
  })
}

function headLogits(head: LinearHead, state: Vector): Vector {
  return Array.from(
    head.bias,
    (bias, label) => bias + dot(head.weight, label * state.length, state),
  )
}

function dot(matrix: Float32Array, offset: number, vector: Vector): number {
  let total = 0
  for (let i = 0; i < vector.length; i++) total += matrix[offset + i] * vector[i]
  return total
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function sum(values: Vector): number {
  return values.reduce((total, value) => total + value, 0)
}

function matrixOf(
  values: ArrayLike<number>,
  offset: number,
  rows: number,
  columns: number,
): Matrix {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => values[offset + row * columns + column]),
  )
}

function transpose(matrix: Matrix): Matrix {
  return matrix[0].map((_, column) => matrix.map((row) => row[column]))
}
