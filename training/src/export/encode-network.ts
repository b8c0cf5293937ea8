import { encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { hasInt8Form, isRecurrent } from '../model/architecture.ts'
import { encodeConvolutionGraph } from './convolution-graph.ts'
import { encodeRecurrentGraph } from './recurrent-graph.ts'
import { isEngineNetwork, toRecurrentClassifier } from './to-graph.ts'

/** A network's weights as ONNX files. */
export interface EncodedNetwork {
  readonly float32: Uint8Array
  /** Only LSTM layers have a quantized operator in ONNX. */
  readonly int8: Uint8Array | undefined
}

/** Writes a network for the engine where its family has it, else for onnxruntime. */
export function encodeNetwork(config: TrainConfig, weights: Float32Array): EncodedNetwork {
  const shape = networkShape(config)
  if (!isRecurrent(shape))
    return { float32: encodeConvolutionGraph(config, weights), int8: undefined }
  if (!isEngineNetwork(shape))
    return { float32: encodeRecurrentGraph(config, weights), int8: undefined }
  const network = toRecurrentClassifier(config, weights)
  return {
    float32: encodeRecurrentClassifier(network),
    int8: hasInt8Form(shape) ? encodeRecurrentClassifier(network, { quantize: 'int8' }) : undefined,
  }
}
