import type { AsyncClassifier, Classifier, KernelName } from '../classifier.ts'
import { DisposedError, InputError } from '../errors.ts'
import type { ModelManifest, ViewInput } from '../manifest.ts'
import { allowedPositions, type Prediction, rank } from './candidates.ts'
import type { ClassifyOptions, Model } from './model.ts'
import { type ModelInput, VIEWS, type View } from './views.ts'

const DEFAULT_TOP_K = 3

/** A view with its classifier and its weight in the sum of logits. */
export interface LoadedView {
  readonly input: ViewInput
  readonly weight: number
  readonly classifier: Classifier | AsyncClassifier
}

/**
 * Fuses the views: `softmax((Σ weight · logits) / temperature)`. An input that lacks a view, as an image lacks the
 * trace, is judged by the others, whose weights then grow in proportion to the same sum. Finished ink, ink in the
 * middle of being drawn, and images have each a temperature.
 */
export class FusedModel implements Model {
  readonly id: string
  readonly version: string
  readonly labels: readonly string[]
  readonly views: readonly ViewInput[]
  readonly kernel: KernelName
  readonly #manifest: ModelManifest
  readonly #views: readonly LoadedView[]
  #disposed = false

  constructor(manifest: ModelManifest, views: readonly LoadedView[]) {
    this.#manifest = manifest
    this.#views = views
    this.id = manifest.id
    this.version = manifest.version
    this.labels = Object.freeze([...manifest.labels])
    this.views = views.map(({ input }) => input)
    this.kernel = views[0].classifier.kernel
  }

  async classify(
    inputs: readonly ModelInput[],
    { topK = DEFAULT_TOP_K, allowed, isPartial, signal }: ClassifyOptions = {},
  ): Promise<Prediction[]> {
    if (this.#disposed) throw new DisposedError(`model ${this.id}`)
    if (!Number.isSafeInteger(topK) || topK < 1) {
      throw new InputError(`topK: expected a whole number from 1, got ${topK}`)
    }
    const positions = allowedPositions(this.labels, allowed)
    const fused = await this.#fuse(inputs, signal)
    const { temperature, temperatures, reject } = this.#manifest
    const ofInk = isPartial ? temperatures?.partial : temperature
    const options = { reject: { temperature, ...reject }, topK, allowed: positions }
    return fused.map((logits, i) => {
      const own = 'ink' in inputs[i] ? ofInk : temperatures?.image
      return rank(this.labels, logits, { ...options, temperature: own ?? temperature })
    })
  }

  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    for (const { classifier } of this.#views) classifier.dispose()
  }

  /** The weighted sum of the logits of each input's views. */
  async #fuse(inputs: readonly ModelInput[], signal?: AbortSignal): Promise<Float64Array[]> {
    const sums = inputs.map(() => new Float64Array(this.labels.length))
    const scales = inputs.map((input) => this.#scaleOf(input))
    for (const { input: name, weight, classifier } of this.#views) {
      signal?.throwIfAborted()
      const seen = positionsOf(inputs, VIEWS[name])
      if (seen.length === 0) continue
      const numbers = writeViews(inputs, seen, VIEWS[name])
      const logits = await classifier.logits(numbers, seen.length)
      seen.forEach((position, row) => {
        addScaled(sums[position], logits, row, weight * scales[position])
      })
    }
    return sums
  }

  /** What the weights of an input's views must grow by to have the sum of all. */
  #scaleOf(input: ModelInput): number {
    let total = 0
    let present = 0
    for (const { input: name, weight } of this.#views) {
      total += weight
      if (hasView(input, VIEWS[name])) present += weight
    }
    if (present > 0) return total / present
    throw new InputError(
      `model ${this.id} reads ${this.views.join()} only, which an image does not have: give it ink`,
    )
  }
}

function hasView(input: ModelInput, view: View): boolean {
  return 'ink' in input || view.ofImages
}

function positionsOf(inputs: readonly ModelInput[], view: View): number[] {
  return inputs.flatMap((input, i) => (hasView(input, view) ? [i] : []))
}

function writeViews(
  inputs: readonly ModelInput[],
  positions: readonly number[],
  view: View,
): Float32Array {
  const length = view.steps * view.features
  const numbers = new Float32Array(positions.length * length)
  positions.forEach((position, row) => {
    view.write(inputs[position], numbers.subarray(row * length, (row + 1) * length))
  })
  return numbers
}

function addScaled(sum: Float64Array, logits: Float32Array, row: number, scale: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += scale * logits[row * sum.length + i]
}
