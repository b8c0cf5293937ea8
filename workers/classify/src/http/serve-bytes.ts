import { ProblemError } from './problem-error.ts'

export interface ServedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string
  readonly contentType: string
  readonly cacheControl: string
}

/** Positions of the first and the last byte. */
interface Range {
  readonly first: number
  readonly last: number
}

/**
 * Answers GET and HEAD for bytes that are at hand, by RFC 9110: conditional requests by a strong entity tag, and single
 * ranges. Several ranges in one request are answered with the whole, as a server may.
 *
 * @throws {ProblemError} 416 for a range beyond the end
 */
export function serveBytes(request: Request, file: ServedBytes): Response {
  const { bytes, contentType, cacheControl } = file
  const etag = `"${file.sha256}"`
  const headers: Record<string, string> = {
    etag,
    'cache-control': cacheControl,
    'accept-ranges': 'bytes',
    // Pages of other origins, isolated ones too, load models from here.
    'cross-origin-resource-policy': 'cross-origin',
  }
  if (matches(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers })
  }
  headers['content-type'] = contentType
  const range = rangeOf(request, etag, bytes.length)
  if (!range) {
    headers['content-length'] = `${bytes.length}`
    return new Response(bytes, { headers })
  }
  const { first, last } = range
  headers['content-range'] = `bytes ${first}-${last}/${bytes.length}`
  headers['content-length'] = `${last - first + 1}`
  return new Response(bytes.subarray(first, last + 1), { status: 206, headers })
}

/** Whether `If-None-Match` names the tag; weakly, as the standard asks. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}

/** The range that a request asks for; undefined where it asks for none, or in a way that may be ignored. */
function rangeOf(request: Request, etag: string, size: number): Range | undefined {
  const header = request.headers.get('range')
  const condition = request.headers.get('if-range')
  if (header === null || (condition !== null && condition !== etag)) return undefined
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header)
  if (!match || match[0] === 'bytes=-' || (match[1] === '' && match[2] === '')) return undefined
  const [from, to] = [match[1], match[2]]
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to))
  if (first > last) throw unsatisfiable(size)
  return { first, last }
}

function unsatisfiable(size: number): ProblemError {
  const message = `expected a range within the ${size} bytes of the file`
  return new ProblemError('range-not-satisfiable', message, {
    errors: [{ path: '', message, limit: size }],
  })
}
