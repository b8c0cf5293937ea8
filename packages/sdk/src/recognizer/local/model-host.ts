import type {
  KernelName,
  LoadModelOptions,
  Model,
  ModelSource,
  Prediction,
} from '@edgeink/engine/wasm'
import type { Ink } from '@edgeink/ink'

/** What makes a model of its files: `loadModel` of `@edgeink/engine`, or of `@edgeink/engine/wasm`. */
export type Engine = (source: ModelSource, options: LoadModelOptions) => Promise<Model>

/** A loaded model, in this thread or in another. */
export interface ModelHost {
  readonly id: string
  readonly version: string
  readonly kernel: KernelName
  classify(ink: Ink, options: HostOptions): Promise<Prediction>
  dispose(): void
}

export interface HostOptions {
  readonly topK: number
  readonly allowed?: readonly string[]
  readonly isPartial?: boolean
  readonly signal?: AbortSignal
}
