import type { Classifier } from '@edgeink/engine'
import type { Random } from './random.ts'

const VALUES = [Number.NaN, Infinity, -Infinity, 3e38, -3e38, 1e6, 1e-45, -0, 255]
const COUNTS = [0, -1, 0.5, Number.NaN, Infinity, 2 ** 31, 2 ** 53]

/** Numbers, lengths, counts and buffers that nobody should send. */
export function hostileCall(random: Random, classifier: Classifier): () => Float32Array {
  const length = classifier.steps * classifier.features
  const n = 1 + random.int(3)
  const inputs = Float32Array.from({ length: n * length }, () => random.next())
  switch (random.int(5)) {
    case 0:
      inputs[random.int(inputs.length)] = random.pick(VALUES)
      return () => classifier.classify(inputs, n)
    case 1:
      return () => classifier.classify(inputs.subarray(random.int(inputs.length)), n)
    case 2:
      return () => classifier.classify(inputs, random.pick(COUNTS))
    case 3:
      return () => classifier.classify(inputs, n, new Float32Array(random.int(4 * n)))
    default:
      inputs.fill(random.pick(VALUES))
      return () => classifier.classify(inputs, n)
  }
}
