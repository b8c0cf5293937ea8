import { GATES, type RecurrentClassifier, type RecurrentLayer } from './recurrent.ts'
import { type StoredClassifier, type StoredMatrix, storeFloats } from './stored.ts'

/** A network with its numbers as float32, for whatever cannot read them as they are stored. */
export function dequantizeNetwork(network: StoredClassifier): RecurrentClassifier {
  return mapMatrices(network, dequantize)
}

/** A network with its numbers in the form in which a file holds them. */
export function storeNetwork(network: RecurrentClassifier): StoredClassifier {
  return mapMatrices(network, storeFloats)
}

function mapMatrices<M, N>(
  network: RecurrentClassifier<M>,
  map: (matrix: M, rows: number) => N,
): RecurrentClassifier<N> {
  const { branches, head, labels } = network
  const mapLayer = (layer: RecurrentLayer<M>): RecurrentLayer<N> => {
    const rows = GATES[layer.cell] * layer.hiddenSize
    const directions = layer.directions.map((direction) => ({
      inputWeights: map(direction.inputWeights, rows),
      recurrentWeights: map(direction.recurrentWeights, rows),
      inputBias: map(direction.inputBias, rows),
      recurrentBias: map(direction.recurrentBias, rows),
    }))
    return { ...layer, directions }
  }
  return {
    ...network,
    branches: branches.map(({ scan, layers }) => ({ scan, layers: layers.map(mapLayer) })),
    head: { weight: map(head.weight, labels.length), bias: map(head.bias, labels.length) },
  }
}

/** `weight = (q − zero) · scale`; float32 as an aligned copy. */
function dequantize({ data, quantized }: StoredMatrix, rows: number): Float32Array {
  if (!quantized) return floatsOf(data)
  const scales = floatsOf(quantized.scales)
  const perRow = scales.length > 1
  const values = quantized.signed ? new Int8Array(data) : data
  const zeros = quantized.signed ? new Int8Array(quantized.zeros) : quantized.zeros
  const columns = data.length / rows
  const weights = new Float32Array(data.length)
  for (let row = 0; row < rows; row++) {
    const s = perRow ? row : 0
    for (let column = 0; column < columns; column++) {
      weights[row * columns + column] = (values[column * rows + row] - zeros[s]) * scales[s]
    }
  }
  return weights
}

/** A copy of bytes as float32: data in a file are not aligned. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer)
}
