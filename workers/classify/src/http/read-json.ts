import { LIMITS } from '@edgeink/protocol'
import { exceededJsonLimit } from '../security/json-shape.ts'
import { mediaTypeOf, refuseEncoding, unsupportedMediaType } from './media-type.ts'
import { ProblemError } from './problem-error.ts'
import { readBody } from './read-body.ts'

export const JSON_TYPE = 'application/json'

/** Every point has a bracket, every stroke has one around points, and a point may have fields that nobody reads. */
const JSON_LIMITS = { containers: 3 * LIMITS.points, depth: 32 }

/**
 * Reads a request's JSON.
 *
 * @throws {ProblemError} 415 when it is declared to be something else, 413 when it is too large, 400 when it is not
 * JSON, 422 when it has more structure than any request may have
 */
export async function readJson(request: Request): Promise<unknown> {
  checkMediaType(request)
  refuseEncoding(request)
  const bytes = await readBody(request, LIMITS.bodyBytes)
  checkShape(bytes)
  const text = decode(bytes)
  if (text.trim() === '') throw new ProblemError('malformed-json', 'expected a JSON body, got none')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProblemError('malformed-json', `expected JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
}

/** Before parsing, so that nobody's brackets are built up only to be refused. */
function checkShape(bytes: Uint8Array): void {
  const exceeded = exceededJsonLimit(bytes, JSON_LIMITS)
  if (!exceeded) return
  const limit = JSON_LIMITS[exceeded]
  const what = exceeded === 'depth' ? 'levels of arrays and objects' : 'arrays and objects'
  const message = `expected at most ${limit} ${what}`
  throw new ProblemError('invalid-request', message, { errors: [{ path: '', message, limit }] })
}

function checkMediaType(request: Request): void {
  const [, ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='))
  const isUtf8 = !charset || /^charset="?utf-?8"?$/.test(charset)
  if (mediaTypeOf(request) === JSON_TYPE && isUtf8) return
  throw unsupportedMediaType(request, `${JSON_TYPE} in UTF-8`)
}

/** Keeps nothing from one text to the next. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes)
  } catch (cause) {
    throw new ProblemError('malformed-json', 'expected JSON in UTF-8, got other bytes', { cause })
  }
}
