import { Agent, request } from 'node:http'
import type { FuzzRequest } from './case.ts'

export interface FuzzAnswer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** Longest that an answer may take, on a machine that may be busy. */
const PATIENCE_MS = 30_000

/** Sends requests over connections that stay open. */
export function createSender(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = ({ method, path, headers, body }: FuzzRequest) =>
    new Promise<FuzzAnswer>((resolve, reject) => {
      const sent = request(
        url + path,
        { agent, method, headers: { ...headers, 'content-length': body.length } },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
          })
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              text,
            }),
          )
        },
      )
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)))
      sent.on('error', reject)
      sent.end(body)
    })
  return { send, [Symbol.dispose]: () => agent.destroy() }
}
