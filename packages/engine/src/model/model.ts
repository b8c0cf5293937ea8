import type { KernelName } from '../classifier.ts'
import type { ViewInput } from '../manifest.ts'
import type { Prediction } from './candidates.ts'
import type { ModelInput } from './views.ts'

export interface ClassifyOptions {
  /** Candidates per ink, at most. Default 3. */
  readonly topK?: number
  /** Labels that may be answered; the probabilities are theirs alone. Default: all. */
  readonly allowed?: readonly string[]
  /** The pen is still down: of such ink the probabilities are more cautious. Images do not mind. Default false. */
  readonly isPartial?: boolean
  readonly signal?: AbortSignal
}

/** A loaded model: ink or images in, candidates out. */
export interface Model {
  readonly id: string
  readonly version: string
  readonly labels: readonly string[]
  readonly views: readonly ViewInput[]
  readonly kernel: KernelName

  /**
   * Answers one prediction for each input, in their order. Inputs go through the weights together, so
   * that many are cheaper than one by one.
   *
   * @throws {InkError} when an ink is empty or unsound
   * @throws {InputError} when a raster, a label or an option is
   * @throws {DisposedError} after {@link Model.dispose}
   */
  classify(inputs: readonly ModelInput[], options?: ClassifyOptions): Promise<Prediction[]>

  /** Frees the memory. Idempotent. */
  dispose(): void
}
