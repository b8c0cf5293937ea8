// How the tests call the worker: its own entry point, in workerd, with the models it ships.
import {
  type ClassifyResponse,
  isClassifyResponse,
  isProblem,
  type Problem,
} from '@edgeink/protocol'
import { expect } from 'vitest'
import type { Bindings } from '../src/environment.ts'
import worker from '../src/index.ts'

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

/** Posts a good request. */
export async function classify(body: unknown): Promise<ClassifyResponse> {
  const response = await post(body)
  const answer = await response.json()
  if (!isClassifyResponse(answer)) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  expect(response.status).toBe(200)
  return answer
}

/** Reads an error and checks its form. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json()
  if (!isProblem(body)) throw new Error(`not a problem: ${response.status} ${JSON.stringify(body)}`)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(body.status).toBe(response.status)
  return body
}
