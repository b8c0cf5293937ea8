import { Agent, request } from 'node:http'
import type { Socket } from 'node:net'
import type { FuzzRequest } from './case.ts'

export interface FuzzAnswer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** Longest that an answer may take, on a machine that may be busy. */
const PATIENCE_MS = 30_000

/** What a connection that was closed says to who reads from it, and to who is still writing a long body. */
const STALE = new Set(['ECONNRESET', 'EPIPE'])

/** Sends requests over connections that stay open. */
export function createSender(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  // `reusedSocket` of a request is not set where it waited for its connection.
  const answered = new WeakSet<Socket>()
  const send = ({ method, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> =>
    new Promise<FuzzAnswer>((resolve, reject) => {
      const sent = request(
        url + path,
        { agent, method, headers: { ...headers, 'content-length': body.length } },
        (response) => {
          const { socket } = response
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
          })
          response.on('error', reject)
          response.on('end', () => {
            answered.add(socket)
            resolve({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              text,
            })
          })
        },
      )
      let isUsed = false
      sent.on('socket', (socket) => {
        isUsed = answered.has(socket)
      })
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)))
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A server may close a connection that has been idle, or whose last body it did not read, just when the next
        // request is on its way: HTTP has the client send it again (RFC 9112, section 9.3.1).
        const isStale = isUsed && STALE.has(error.code ?? '')
        if (isStale) send({ method, path, headers, body }).then(resolve, reject)
        else reject(error)
      })
      sent.end(body)
    })
  return { send, [Symbol.dispose]: () => agent.destroy() }
}
