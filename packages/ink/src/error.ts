/** Why an ink was refused. Stable: programs may switch on it. */
export type InkErrorCode =
  /** No point at all: no strokes, or only empty ones. */
  | 'INK_EMPTY'
  /** A coordinate, time or pressure is NaN or infinite, or the extent overflows a double. */
  | 'INK_NOT_FINITE'
  /** Not strokes of points: a wrong type or a missing field. */
  | 'INK_SHAPE'
  /** More strokes or points than the limit. */
  | 'INK_TOO_LARGE'
  /** An option outside its range. */
  | 'INK_OPTION'

/** The one error of this package. `path` leads to the offending value, as in `strokes[2].points[17].x`. */
export class InkError extends Error {
  override readonly name = 'InkError'
  readonly code: InkErrorCode
  readonly path: string | undefined

  constructor(code: InkErrorCode, message: string, path?: string) {
    super(path === undefined ? message : `${path}: ${message}`)
    this.code = code
    this.path = path
  }
}

/** A short text for a value of any kind, safe to put into a message. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'string') return `the string ${JSON.stringify(value.slice(0, 20))}`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'undefined' ? 'undefined' : `a value of type ${typeof value}`
}
