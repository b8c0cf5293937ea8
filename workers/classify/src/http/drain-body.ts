/** Bytes that are read and forgotten for the sake of an answer; more than any limit of the API. */
const MOST = 4_194_304

/**
 * Reads what nobody has read of a refused request's body. A server that answers and closes with bytes unread resets the
 * connection, and a client that sends everything before it listens loses the answer that says what was wrong.
 */
export async function drainBody(request: Request): Promise<void> {
  if (request.bodyUsed || request.method === 'GET' || !request.body) return
  try {
    const reader = request.body.getReader()
    for (let size = 0; size < MOST; ) {
      const { done, value } = await reader.read()
      if (done) return
      size += value.length
    }
    await reader.cancel()
  } catch {
    // The client has hung up: there is nobody to answer.
  }
}
