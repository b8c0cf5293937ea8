import type { Model } from '@edgeink/engine'
import { toInput } from '../evaluate/predict.ts'
import type { Sample } from '../pipeline/reader.ts'

/** How long a model takes for one input, alone. */
export interface Speed {
  /** Such as `wasm-relaxed`, or `ort` for onnxruntime-web. */
  readonly kernel: string
  /** Milliseconds from input to candidates. */
  readonly median: number
  readonly slowestDecile: number
}

const WARM_UP = 20
const ROUNDS = 200

/** Times answers one by one, warm, in this process: enough to compare two forms of one network, no benchmark. */
export async function timeAnswers(model: Model, samples: readonly Sample[]): Promise<Speed> {
  const inputs = samples.slice(0, ROUNDS).map(toInput)
  const times: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS && inputs.length > 0; round++) {
    const started = performance.now()
    await model.classify([inputs[round % inputs.length]])
    if (round >= WARM_UP) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return {
    kernel: model.kernel,
    median: times[Math.floor(times.length / 2)] ?? 0,
    slowestDecile: times[Math.floor(0.9 * times.length)] ?? 0,
  }
}
