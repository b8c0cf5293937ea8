import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { decodeRecurrentClassifier } from '@edgeink/engine/onnx'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { Subject } from './subjects.ts'

/** The same layers as stock TensorFlow.js builds them, random weights, on its wasm backend and one thread. */
export async function loadTfjs(bytes: Uint8Array): Promise<Subject> {
  const require = createRequire(import.meta.url)
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
  await tf.setBackend('wasm')
  const { input, branches, labels } = decodeRecurrentClassifier(bytes)
  const layers = branches[0].layers
  const model = tf.sequential()
  layers.forEach((layer, i) => {
    const lstm = tf.layers.lstm({
      units: layer.hiddenSize,
      recurrentActivation: 'sigmoid',
      returnSequences: i < layers.length - 1,
    })
    model.add(
      tf.layers.bidirectional({
        layer: lstm as tf.RNN,
        mergeMode: 'concat',
        ...(i === 0 && { inputShape: [input.steps, input.features] }),
      }),
    )
  })
  model.add(tf.layers.dense({ units: labels.length }))
  return {
    run(inputs, n, out) {
      const logits = tf.tidy(
        () => model.predict(tf.tensor3d(inputs, [n, input.steps, input.features])) as tf.Tensor,
      )
      out.set(logits.dataSync())
      logits.dispose()
    },
  }
}
