import { ProblemError } from './problem-error.ts'

/** How many bytes over the limit are read and forgotten, in limits: see {@link refuse}. */
const PATIENCE = 16

type Reader = ReadableStreamDefaultReader<Uint8Array>

/**
 * Reads a body, and never holds more than the limit of it.
 *
 * @throws {ProblemError} 413 when it is larger, 400 when the client hangs up before its end
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const { body } = request
  if (!body) return new Uint8Array()
  const declared = Number(request.headers.get('content-length') ?? Number.NaN)
  try {
    if (declared <= limit) return await readDeclared(request, limit)
    const reader = body.getReader()
    if (declared > limit) throw await refuse(reader, limit)
    return await readUpTo(reader, limit)
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause
    const message = 'the body ended before it was complete; send it again'
    throw new ProblemError('malformed-json', message, { cause })
  }
}

/** All at once, which is faster than a stream: HTTP sees to it that a body is no longer than it declares. */
async function readDeclared(request: Request, limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length <= limit) return bytes
  throw tooLarge(limit)
}

async function readUpTo(reader: Reader, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return join(chunks, size)
    size += value.length
    if (size > limit) throw await refuse(reader, limit)
    chunks.push(value)
  }
}

/** Lets a client that sends everything before it listens get to the answer, unless it goes on and on. */
async function refuse(reader: Reader, limit: number): Promise<ProblemError> {
  for (let size = 0; size < PATIENCE * limit; ) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
  }
  await reader.cancel()
  return tooLarge(limit)
}

function tooLarge(limit: number): ProblemError {
  const message = `expected a body of at most ${limit} bytes`
  return new ProblemError('body-too-large', `${message}; send fewer inks in one request`, {
    errors: [{ path: '', message, limit }],
  })
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1) return chunks[0]
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
