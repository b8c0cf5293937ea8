import { checkNetwork } from '../graph/check-network.ts'
import { dequantizeNetwork } from '../graph/map-matrices.ts'
import type { RecurrentClassifier } from '../graph/recurrent.ts'
import { decodeSmallModel } from './load-network.ts'
import { ALL_OPERATORS } from './read/foreign-operators.ts'
import { readNetwork } from './read/read-network.ts'

/**
 * Reads a recurrent classifier from an ONNX file: LSTM and GRU layers, as `encodeRecurrentClassifier` and
 * other exporters write them, with or without normalisation and softmax; int8 weights are dequantized.
 * Labels come from the metadata `labels`, else they are the numbers of the outputs.
 *
 * @throws {UnsupportedModelError} when the graph is another kind of network; names the node
 * @throws {ModelFormatError} when the bytes are damaged
 */
export function decodeRecurrentClassifier(bytes: Uint8Array): RecurrentClassifier {
  const network = dequantizeNetwork(readNetwork(decodeSmallModel(bytes), ALL_OPERATORS))
  checkNetwork(network)
  return network
}
