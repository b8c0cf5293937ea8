import { type Classifier, EngineError, loadClassifier } from '@edgeink/engine'
import { hostileCall } from './hostile-inputs.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateGraph } from './mutate-graph.ts'
import { Random } from './random.ts'

/** A named error's code, or `valid` for a file that loads and answers probabilities. */
export type Outcome = string

export interface CaseOptions {
  readonly kernel?: 'wasm-relaxed' | 'wasm-simd' | 'js'
}

/**
 * Runs the case of this number: one mutated file, and hostile tensors when it loads.
 *
 * @throws whatever is neither a named error nor a valid result
 */
export async function runCase(
  number: number,
  seeds: readonly Uint8Array[],
  options: CaseOptions,
): Promise<Outcome> {
  const random = new Random(number)
  const seed = random.pick(seeds)
  const bytes = random.chance(0.5) ? mutateBytes(seed, random, seeds) : mutateGraph(seed, random)
  return attempt(async () => {
    const classifier = await loadClassifier(bytes, options)
    try {
      await askHostile(random, classifier)
      return checkAnswer(classifier, askSoundly(random, classifier))
    } finally {
      classifier.dispose()
    }
  })
}

async function attempt(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EngineError) return error.code
    throw error
  }
}

async function askHostile(random: Random, classifier: Classifier): Promise<void> {
  const call = hostileCall(random, classifier)
  await attempt(async () => checkAnswer(classifier, call()))
}

function askSoundly(random: Random, classifier: Classifier): Float32Array {
  const length = classifier.steps * classifier.features
  return classifier.classify(Float32Array.from({ length }, () => random.next()))
}

function checkAnswer(classifier: Classifier, probabilities: Float32Array): Outcome {
  const labels = classifier.labels.length
  for (let at = 0; at < probabilities.length; at += labels) {
    const row = probabilities.subarray(at, at + labels)
    const sum = row.reduce((total, p) => total + p, 0)
    if (!(Math.abs(sum - 1) < 1e-3 && row.every((p) => p >= 0))) {
      throw new Error(`neither an error nor probabilities: ${row}`)
    }
  }
  return 'valid'
}
