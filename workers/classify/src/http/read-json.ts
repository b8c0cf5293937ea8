import { LIMITS } from '@edgeink/protocol'
import { ProblemError } from './problem-error.ts'
import { readBody } from './read-body.ts'

/**
 * Reads a request's JSON.
 *
 * @throws {ProblemError} 415 when it is declared to be something else, 413 when it is too large, 400 when it is not JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  checkMediaType(request.headers.get('content-type'))
  checkEncoding(request.headers.get('content-encoding'))
  const text = decode(await readBody(request, LIMITS.bodyBytes))
  if (text.trim() === '') throw new ProblemError('malformed-json', 'expected a JSON body, got none')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProblemError('malformed-json', `expected JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
}

function checkMediaType(header: string | null): void {
  const [type, ...parameters] = (header ?? '').toLowerCase().split(';')
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='))
  const isUtf8 = !charset || /^charset="?utf-?8"?$/.test(charset)
  if (type.trim() === 'application/json' && isUtf8) return
  throw new ProblemError(
    'unsupported-media-type',
    `expected content-type application/json in UTF-8, got ${header?.slice(0, 100) || 'none'}`,
  )
}

/** A compressed body is refused rather than unpacked: what it unpacks to is not bounded by what was sent. */
function checkEncoding(encoding: string | null): void {
  if (!encoding || encoding.toLowerCase() === 'identity') return
  throw new ProblemError('unsupported-media-type', 'expected a body without content-encoding')
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch (cause) {
    throw new ProblemError('malformed-json', 'expected JSON in UTF-8, got other bytes', { cause })
  }
}
