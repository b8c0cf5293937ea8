/** The errors of the API by their stable code. The text of a title may change, a code and its status may not. */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'malformed-image': { status: 400, title: 'The image cannot be read' },
  unauthorized: { status: 401, title: 'A valid API key is needed' },
  'origin-not-allowed': { status: 403, title: 'Pages of this origin may not use the API' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'The address does not answer to this method' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'image-too-large': { status: 413, title: 'The image has too many pixels' },
  'unsupported-media-type': { status: 415, title: 'The body has the wrong content type' },
  'range-not-satisfiable': { status: 416, title: 'The file has no such range of bytes' },
  'invalid-request': { status: 422, title: 'The request does not have the expected shape' },
  'unknown-model': { status: 422, title: 'There is no such model' },
  'upgrade-required': { status: 426, title: 'The address speaks WebSocket' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The server failed' },
  'model-unavailable': { status: 503, title: 'The model could not be loaded' },
  'feedback-unavailable': { status: 503, title: 'Corrections cannot be stored at the moment' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** The media type of every error. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** One thing that is wrong with a request. */
export interface FieldError {
  /**
   * JSON Pointer (RFC 6901) into the body, such as `/strokes/0/3`; empty for the body itself; `?topK` for a query
   * parameter.
   */
  readonly path: string
  /** What was expected and what was got. */
  readonly message: string
  /** The limit that was passed, if it was one. */
  readonly limit?: number
}

/** Problem details (RFC 9457). */
export interface Problem {
  /** `/problems/<code>`: a reference to be resolved against the server that answers, which explains it there. */
  readonly type: string
  readonly title: string
  readonly status: number
  /** What happened this time. */
  readonly detail: string
  readonly code: ProblemCode
  readonly errors?: readonly FieldError[]
}

/** Builds the problem document of a code. */
export function problem(
  code: ProblemCode,
  detail: string,
  errors?: readonly FieldError[],
): Problem {
  const { title, status } = PROBLEMS[code]
  return { type: `/problems/${code}`, title, status, detail, code, ...(errors && { errors }) }
}
