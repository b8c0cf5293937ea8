import type { RecurrentDirection, RecurrentLayer } from '../../graph/recurrent.ts'
import { sigmoid, tanh } from './activations.ts'
import { addProduct, packMatrix } from './packed-matrix.ts'
import { foldedBias, type Normalisation, type Scan, type Sequence } from './scan.ts'

/** Packs one direction of a GRU. The candidate's recurrent part is kept apart: the reset gate comes between. */
export function createGruScan(
  { inputSize, hiddenSize, linearBeforeReset }: RecurrentLayer,
  direction: RecurrentDirection,
  normalisation: Normalisation,
): Scan {
  const size = hiddenSize
  const rows = 3 * size
  const split = 2 * size * size
  const { recurrentWeights, recurrentBias } = direction
  const w = packMatrix(direction.inputWeights, rows, inputSize, 1 / normalisation.std)
  const rGates = packMatrix(recurrentWeights.subarray(0, split), 2 * size, size)
  const rCandidate = packMatrix(recurrentWeights.subarray(split), size, size)
  const bias = foldedBias(direction.inputWeights, direction.inputBias, normalisation)
  for (let row = 0; row < 2 * size; row++) bias[row] += recurrentBias[row]
  const candidateBias = recurrentBias.subarray(2 * size)
  const sums = new Float64Array(rows)
  const candidate = new Float64Array(size)
  const reset = new Float64Array(size)
  const h = new Float64Array(size)

  const updateLinear = () => {
    addProduct(candidate, rCandidate, h, 0)
    for (let j = 0; j < size; j++) candidate[j] *= sigmoid(sums[size + j])
  }
  const updateReset = () => {
    for (let j = 0; j < size; j++) reset[j] = sigmoid(sums[size + j]) * h[j]
    addProduct(candidate, rCandidate, reset, 0)
  }

  return (input: Sequence, output: Sequence, offset: number, backward: boolean) => {
    h.fill(0)
    for (let i = 0; i < input.steps; i++) {
      const t = backward ? input.steps - 1 - i : i
      sums.set(bias)
      candidate.set(candidateBias)
      addProduct(sums, w, input.data, t * input.stride)
      addProduct(sums, rGates, h, 0)
      if (linearBeforeReset) updateLinear()
      else updateReset()
      updateGru(sums, candidate, h)
      output.data.set(h, t * output.stride + offset)
    }
  }
}

/** Gates `z r h`; see https://onnx.ai/onnx/operators/onnx__GRU.html */
function updateGru(sums: Float64Array, candidate: Float64Array, h: Float64Array): void {
  const size = h.length
  for (let j = 0; j < size; j++) {
    const z = sigmoid(sums[j])
    h[j] = (1 - z) * tanh(sums[2 * size + j] + candidate[j]) + z * h[j]
  }
}
