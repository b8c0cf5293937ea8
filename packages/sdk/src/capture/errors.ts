import { EdgeinkError } from '../errors/edgeink-error.ts'

/** What should be a drawing, saved or of another library, is none. `path` leads to the value that is wrong. */
export class InkDocumentError extends EdgeinkError {
  override readonly name = 'InkDocumentError'
  readonly code = 'INK_DOCUMENT'
  readonly path: string

  constructor(path: string, message: string, options?: ErrorOptions) {
    super(`${path}: ${message}`, options)
    this.path = path
  }
}

/** An image of the ink could not be made. */
export class InkImageError extends EdgeinkError {
  override readonly name = 'InkImageError'
  readonly code = 'INK_IMAGE'
}

/** The browser has no pointer events, and what stands in for them did not load. */
export class PointerEventsError extends EdgeinkError {
  override readonly name = 'PointerEventsError'
  readonly code = 'POINTER_EVENTS'

  constructor(options?: ErrorOptions) {
    super(
      'pad: this browser has no PointerEvent and the polyfill did not load; serve the chunk of pointer-events-polyfill',
      options,
    )
  }
}
