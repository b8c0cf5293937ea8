/** What a page and its worker say to each other. Every question has an `id`, which its answer repeats. */
import type { KernelName, LoadModelOptions, ModelSource, Prediction } from '@edgeink/engine/wasm'
import type { Ink } from '@edgeink/ink'

export interface LoadMessage {
  readonly type: 'load'
  readonly id: number
  /** Checked already. The buffers of its files are transferred. */
  readonly source: ModelSource
  readonly kernel?: LoadModelOptions['kernel']
}

export interface ClassifyMessage {
  readonly type: 'classify'
  readonly id: number
  readonly ink: Ink
  readonly topK: number
  readonly allowed?: readonly string[]
  readonly isPartial?: boolean
}

/** Nobody waits for the answer to this question any more: it has none. */
export interface AbortMessage {
  readonly type: 'abort'
  readonly id: number
}

export type ToWorker = LoadMessage | ClassifyMessage | AbortMessage

/** What the worker tells of the model that it loaded. */
export interface LoadedModel {
  readonly id: string
  readonly version: string
  readonly kernel: KernelName
}

/** An error as it survives `postMessage`, which knows no classes. */
export interface ErrorMessage {
  readonly name: string
  readonly code: string
  readonly message: string
}

export type FromWorker =
  | { readonly id: number; readonly value: LoadedModel | Prediction }
  | { readonly id: number; readonly error: ErrorMessage }
