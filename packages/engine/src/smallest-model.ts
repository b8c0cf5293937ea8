import { encodeRecurrentClassifier } from './onnx/encode-classifier.ts'

const FEATURES = 4
const HIDDEN = 8
const LSTM_ROWS = 4 * HIDDEN

/** An ONNX file that is read, packed and run as the shipped ones are, but of the least size; all weights are zeros. */
export function smallestModel(): Uint8Array {
  const zeros = (count: number) => new Float32Array(count)
  const direction = {
    inputWeights: zeros(LSTM_ROWS * FEATURES),
    recurrentWeights: zeros(LSTM_ROWS * HIDDEN),
    inputBias: zeros(LSTM_ROWS),
    recurrentBias: zeros(LSTM_ROWS),
  }
  const network = {
    labels: ['0'],
    input: { name: 'rows', steps: 1, features: FEATURES, mean: 1, std: 2 },
    branches: [
      {
        scan: 'rows',
        layers: [
          {
            cell: 'lstm',
            inputSize: FEATURES,
            hiddenSize: HIDDEN,
            directions: [direction, direction],
          },
        ],
      },
    ],
    readout: 'final',
    head: { weight: zeros(2 * HIDDEN), bias: zeros(1) },
  } as const
  return encodeRecurrentClassifier(network, { quantize: 'int8' })
}
