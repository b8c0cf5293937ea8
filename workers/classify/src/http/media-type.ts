import { ProblemError } from './problem-error.ts'

/** The type that a request declares for its body, without parameters, in lower case; empty for none. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase()
}

/** 415, with what would have been taken. */
export function unsupportedMediaType(request: Request, expected: string): ProblemError {
  const got = request.headers.get('content-type')?.slice(0, 100) || 'none'
  return new ProblemError('unsupported-media-type', `expected content-type ${expected}, got ${got}`)
}

/**
 * A compressed body is refused rather than unpacked: what it unpacks to is not bounded by what was sent.
 *
 * @throws {ProblemError} 415
 */
export function refuseEncoding(request: Request): void {
  const encoding = request.headers.get('content-encoding')
  if (!encoding || encoding.toLowerCase() === 'identity') return
  throw new ProblemError('unsupported-media-type', 'expected a body without content-encoding')
}
