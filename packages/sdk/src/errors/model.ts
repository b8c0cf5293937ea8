import { EdgeinkError } from './edgeink-error.ts'

/** A file of a model could not be fetched. */
export class ModelFetchError extends EdgeinkError {
  override readonly name = 'ModelFetchError'
  readonly code = 'MODEL_FETCH'
  readonly url: string
  /** HTTP status; undefined where no answer came at all. */
  readonly status: number | undefined

  constructor(url: string, status?: number, options?: ErrorOptions) {
    const what = status === undefined ? 'no answer came' : `the answer was HTTP ${status}`
    super(
      `model: expected ${url}, but ${what}; serve the model's folder there, or correct the address of its manifest`,
      options,
    )
    this.url = url
    this.status = status
  }
}

/** The browser's storage refused to keep a model, or to give it back: it is full, or forbidden. Only a warning. */
export class ModelCacheError extends EdgeinkError {
  override readonly name = 'ModelCacheError'
  readonly code = 'MODEL_CACHE'

  constructor(doing: string, options?: ErrorOptions) {
    super(
      `model: it works, but expected storage for ${doing} and got none; it will be fetched again`,
      options,
    )
  }
}
