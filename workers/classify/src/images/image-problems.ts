import { ProblemError } from '../http/problem-error.ts'

/** 400: the file is not what its content type says. */
export function malformedImage(format: string, why?: string, cause?: unknown): ProblemError {
  const detail = why ? `expected a ${format} file, but ${why}` : `expected a ${format} file`
  return new ProblemError('malformed-image', detail, {
    cause,
    errors: [{ path: '', message: detail }],
  })
}

/** 413: the file is small enough, but what it unpacks to is not. */
export function imageTooLarge(width: number, height: number, limit: number): ProblemError {
  const message = `expected at most ${limit} pixels, got ${width} × ${height}; send it smaller`
  return new ProblemError('image-too-large', message, { errors: [{ path: '', message, limit }] })
}

/** 422: there is nothing to read. */
export function blankImage(): ProblemError {
  const message = 'expected ink on paper, got a blank image'
  return new ProblemError('invalid-request', message, { errors: [{ path: '', message }] })
}
