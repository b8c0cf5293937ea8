import { LIMITS } from '@edgeink/protocol'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ProblemError } from './problem-error.ts'

/** Refuses a body over the limit: by its declared length before reading it, otherwise as soon as more has come. */
export function limitBody(maxSize: number = LIMITS.bodyBytes): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      const message = `expected a body of at most ${maxSize} bytes`
      throw new ProblemError('body-too-large', `${message}; send fewer inks in one request`, {
        errors: [{ path: '', message, limit: maxSize }],
      })
    },
  })
}

/** Reads a request's JSON. @throws {ProblemError} 415 when it is declared to be something else, 400 when it is not JSON */
export async function readJson(c: Context): Promise<unknown> {
  checkMediaType(c.req.header('content-type'))
  checkEncoding(c.req.header('content-encoding'))
  const text = decode(await readBytes(c))
  if (text.trim() === '') throw new ProblemError('malformed-json', 'expected a JSON body, got none')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProblemError('malformed-json', `expected JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
}

function checkMediaType(header: string | undefined): void {
  const [type, ...parameters] = (header ?? 'none').toLowerCase().split(';')
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='))
  const isUtf8 = !charset || /^charset="?utf-?8"?$/.test(charset)
  if (type.trim() === 'application/json' && isUtf8) return
  throw new ProblemError(
    'unsupported-media-type',
    `expected content-type application/json in UTF-8, got ${header?.slice(0, 100) ?? 'none'}`,
  )
}

/** A compressed body is refused rather than unpacked: what it unpacks to is not bounded by what was sent. */
function checkEncoding(encoding: string | undefined): void {
  if (!encoding || encoding.toLowerCase() === 'identity') return
  throw new ProblemError('unsupported-media-type', 'expected a body without content-encoding')
}

async function readBytes(c: Context): Promise<ArrayBuffer> {
  try {
    return await c.req.arrayBuffer()
  } catch (cause) {
    throw new ProblemError('malformed-json', 'the body ended before it was complete', { cause })
  }
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch (cause) {
    throw new ProblemError('malformed-json', 'expected JSON in UTF-8, got other bytes', { cause })
  }
}
