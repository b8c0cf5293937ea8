import * as tf from '@tensorflow/tfjs'
import type { NetworkShape } from '../model/architecture.ts'
import { createBatch } from '../model/batch-tensors.ts'
import { initialiseParameters } from '../model/initialise.ts'
import { crossEntropySum, smoothTargets } from '../model/loss.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, nameTensors, parameterTensors } from '../model/parameters.ts'
import { createRandom } from '../random.ts'

/** What a step of training takes. */
export interface StepCost {
  /** Most bytes that tensors held at one time. */
  readonly peakBytes: number
  /** Median over the repetitions. */
  readonly milliseconds: number
}

export interface StepOptions {
  readonly shape: NetworkShape
  readonly batch: number
  /** Gradient checkpointing: see `NetworkOptions`. */
  readonly segment: number
  readonly repetitions: number
}

/** Measures forward and backward pass of a network on noise, on the backend that runs. */
export async function measureStep(options: StepOptions): Promise<StepCost> {
  const step = createStep(options)
  const { peakBytes } = await tf.profile(() => void step())
  const times = Array.from({ length: options.repetitions }, () => {
    const started = performance.now()
    step()
    return performance.now() - started
  }).sort((a, b) => a - b)
  return { peakBytes, milliseconds: times[Math.floor(times.length / 2)] }
}

function createStep({ shape, batch, segment }: StepOptions): () => void {
  const network = createNetwork(shape, { gradientCheckpointing: segment })
  const layout = layoutParameters(network.parameters)
  const random = createRandom('memory')
  const weights = initialiseParameters(layout, random)
  const inputs = Float32Array.from({ length: batch * shape.steps * shape.features }, () =>
    random.normal(),
  )
  const labels = Uint8Array.from({ length: batch }, (_, i) => i % shape.labels)
  return () =>
    tf.tidy(() => {
      const tensors = createBatch(inputs, shape, { mean: 0, std: 1 }, network.reads)
      const targets = smoothTargets(labels, shape.labels, 0)
      const { grads } = tf.valueAndGrads((...parameters: tf.Tensor[]) =>
        crossEntropySum(targets, network.logits(nameTensors(layout, parameters), tensors)),
      )(parameterTensors(layout, weights))
      for (const gradient of grads) gradient.dataSync()
    })
}
