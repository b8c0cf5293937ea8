// The answers of `GET /models`.

/** A file of a model, as it is served: its name is that of its content, so it never changes. */
export interface ModelFile {
  /** What of the ink the file reads, such as `raster/1`. */
  readonly input: string
  /** Relative to the server. */
  readonly url: string
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

/** A model that is served. */
export interface ModelSummary {
  readonly id: string
  readonly version: string
  readonly labels: readonly string[]
  /** Its manifest, relative to the server: what the SDK's local recognizer is given. */
  readonly url: string
  readonly files: readonly ModelFile[]
  /** What a request for it may have. */
  readonly limits: {
    readonly inks: number
    readonly strokes: number
    readonly points: number
    readonly topK: number
    /** Width and height of its raster; 0 where it reads strokes only. */
    readonly rasterSize: number
  }
}

/** The answer of `GET /models`. */
export interface ModelList {
  readonly models: readonly ModelSummary[]
}
