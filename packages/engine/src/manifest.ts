/** A view of the ink that a model reads. Whatever changes a view gets a new version. */
export type ViewInput = 'raster/1' | 'trace/1'

/** One classifier of a model: the view it reads, its file, and its weight in the sum of logits. */
export interface ModelView {
  readonly input: ViewInput
  /** File name, relative to the manifest. */
  readonly file: string
  /** Lower-case hexadecimal SHA-256 of the file. */
  readonly sha256: string
  readonly bytes: number
  readonly weight: number
}

/** Shares of a model's answers to validation ink; each list adds up to 1. */
export interface ModelReference {
  /** Of each label as the best candidate, in the order of the labels. */
  readonly labels: readonly number[]
  /** Of the best candidate's probability, in the bins of `CONFIDENCE_EDGES`. */
  readonly confidence: readonly number[]
}

/** `manifest.json` beside the .onnx files of a model. */
export interface ModelManifest {
  readonly format: 'edgeink-model/1'
  /** Stable name, such as `digits`. */
  readonly id: string
  /** Semantic version of the weights. */
  readonly version: string
  readonly labels: readonly string[]
  readonly views: readonly ModelView[]
  /** Softmax temperature that calibrates the fused logits of finished ink. */
  readonly temperature: number
  /** Those of other inputs, where they differ. */
  readonly temperatures?: {
    readonly image?: number
    /** Of ink that is still being drawn, over all moments of drawing. */
    readonly partial?: number
  }
  /**
   * What has its highest probability, at the temperature given here (that of finished ink where there is none), below
   * the threshold is answered `rejected`.
   */
  readonly reject: { readonly threshold: number; readonly temperature?: number }
  /** What the model answers to validation ink: the measure of drift. Absent in a model that was shipped without it. */
  readonly reference?: ModelReference
}
