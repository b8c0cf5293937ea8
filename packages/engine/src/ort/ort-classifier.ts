import * as ort from 'onnxruntime-web/wasm'
import { checkNumbers, checkShape, outputFor } from '../check-inputs.ts'
import type { AsyncClassifier } from '../classifier.ts'
import { DisposedError } from '../errors.ts'
import { softmaxRows } from '../softmax.ts'
import type { ModelDescription } from './describe-model.ts'

/** A classifier that onnxruntime-web runs. */
export class OrtClassifier implements AsyncClassifier {
  readonly engine = 'ort'
  readonly kernel = 'ort'
  readonly labels: readonly string[]
  readonly steps: number
  readonly features: number
  readonly #model: ModelDescription
  #session: ort.InferenceSession | undefined
  /** The last run, which disposal waits for. */
  #running: Promise<unknown> = Promise.resolve()

  constructor(session: ort.InferenceSession, model: ModelDescription) {
    this.#session = session
    this.#model = model
    this.labels = Object.freeze([...model.labels])
    this.steps = model.steps
    this.features = model.features
  }

  async classify(inputs: Float32Array, n = 1, out?: Float32Array): Promise<Float32Array> {
    const { probabilities } = this.#model
    if (probabilities !== undefined) return await this.#run(probabilities, inputs, n, out)
    return softmaxRows(await this.logits(inputs, n, out), this.labels.length)
  }

  async logits(inputs: Float32Array, n = 1, out?: Float32Array): Promise<Float32Array> {
    const { logits, probabilities } = this.#model
    if (logits !== undefined) return await this.#run(logits, inputs, n, out)
    const values = await this.#run(probabilities as string, inputs, n, out)
    // Logits are only known up to a constant: the softmax of the logarithms is the same.
    for (let i = 0; i < values.length; i++) {
      values[i] = Math.log(Math.max(values[i], Number.MIN_VALUE))
    }
    return values
  }

  dispose(): void {
    const session = this.#session
    this.#session = undefined
    if (session) this.#running = this.#running.then(() => session.release())
  }

  async #run(
    output: string,
    inputs: Float32Array,
    n: number,
    out: Float32Array | undefined,
  ): Promise<Float32Array> {
    const session = this.#session
    if (!session) throw new DisposedError('classifier')
    checkShape(inputs, n, this)
    checkNumbers(inputs)
    const result = outputFor(out, n, this.labels.length)
    const { inputName, inputDims } = this.#model
    const feeds = { [inputName]: new ort.Tensor('float32', inputs, [n, ...inputDims]) }
    const run = session.run(feeds, [output])
    this.#running = Promise.allSettled([this.#running, run])
    result.set((await run)[output].data as Float32Array)
    return result
  }
}
