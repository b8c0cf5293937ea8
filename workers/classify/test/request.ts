// How the tests call the worker: its own entry point, in workerd, with the models it ships.
import type { Bindings } from '../src/environment.ts'
import worker from '../src/index.ts'

export { problemOf } from './suite/client.ts'

const ORIGIN = 'https://edgeink.test'

export async function fetchWorker(
  path: string,
  init?: RequestInit,
  env?: Bindings,
): Promise<Response> {
  return worker.fetch(new Request(ORIGIN + path, init), env)
}

/** Posts JSON, or a text as it is. */
export function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetchWorker('/classify', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}
