import type { RecurrentDirection, RecurrentLayer } from '../../graph/recurrent.ts'
import { sigmoid, tanh } from './activations.ts'
import { addProduct, packMatrix } from './packed-matrix.ts'
import { foldedBias, type Normalisation, type Scan, type Sequence } from './scan.ts'

/** Packs one direction of an LSTM. */
export function createLstmScan(
  { inputSize, hiddenSize }: RecurrentLayer,
  direction: RecurrentDirection,
  normalisation: Normalisation,
): Scan {
  const rows = 4 * hiddenSize
  const w = packMatrix(direction.inputWeights, rows, inputSize, 1 / normalisation.std)
  const r = packMatrix(direction.recurrentWeights, rows, hiddenSize)
  const bias = foldedBias(direction.inputWeights, direction.inputBias, normalisation)
  for (let row = 0; row < rows; row++) bias[row] += direction.recurrentBias[row]
  const sums = new Float64Array(rows)
  const h = new Float64Array(hiddenSize)
  const c = new Float64Array(hiddenSize)

  return (input: Sequence, output: Sequence, offset: number, backward: boolean) => {
    h.fill(0)
    c.fill(0)
    for (let i = 0; i < input.steps; i++) {
      const t = backward ? input.steps - 1 - i : i
      sums.set(bias)
      addProduct(sums, w, input.data, t * input.stride)
      addProduct(sums, r, h, 0)
      updateLstm(sums, h, c)
      output.data.set(h, t * output.stride + offset)
    }
  }
}

/** Gates `i o f c`; see https://onnx.ai/onnx/operators/onnx__LSTM.html */
function updateLstm(sums: Float64Array, h: Float64Array, c: Float64Array): void {
  const size = h.length
  for (let j = 0; j < size; j++) {
    const i = sigmoid(sums[j])
    const o = sigmoid(sums[size + j])
    const f = sigmoid(sums[2 * size + j])
    c[j] = f * c[j] + i * tanh(sums[3 * size + j])
    h[j] = o * tanh(c[j])
  }
}
