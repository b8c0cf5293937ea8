import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { ROOT } from '../support/run.ts'

/** Posts the README's example to a server, over one connection that stays open; resolves to the status. */
export async function createPost(
  url: string,
): Promise<{ readonly post: () => Promise<number> } & Disposable> {
  const body = await readFile(`${ROOT}example.json`)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const post = () =>
    new Promise<number>((resolve, reject) => {
      const sent = request(`${url}/classify`, { agent, method: 'POST', headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      })
      sent.on('error', reject).end(body)
    })
  return { post, [Symbol.dispose]: () => agent.destroy() }
}

/** @throws {Error} when a request was not answered with 200 */
export function expectOk(status: number): void {
  if (status !== 200) throw new Error(`expected the worker to answer 200, got ${status}`)
}
