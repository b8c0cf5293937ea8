import { encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { randomNetwork } from '@edgeink/engine/reference'

/** Small sound files, one for each kind of graph: what is mutated. */
export function seedModels(): Uint8Array[] {
  const small = { steps: 6, features: 5, labels: 3, hidden: [8], mean: 0.1, std: 0.3 }
  return [
    encodeRecurrentClassifier(randomNetwork(small)),
    encodeRecurrentClassifier(randomNetwork(small), { quantize: 'int8' }),
    encodeRecurrentClassifier(randomNetwork({ ...small, cell: 'gru', readout: 'last-step' })),
    encodeRecurrentClassifier(
      randomNetwork({ ...small, hidden: [8, 8], scans: ['rows', 'columns'], readout: 'mean-max' }),
    ),
    encodeRecurrentClassifier(randomNetwork({ ...small, directions: 1, hidden: [16] })),
  ]
}
