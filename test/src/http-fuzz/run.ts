import { readFile } from 'node:fs/promises'
import { isProblem } from '@edgeink/protocol'
import { ROOT } from '../../../scripts/support/run.ts'
import { Random } from '../fuzz/random.ts'
import { type FuzzRequest, fuzzRequest } from './case.ts'
import { createSender, type FuzzAnswer } from './send.ts'

export interface HttpFuzzOptions {
  /** Of a running server. */
  readonly url: string
  /** The first case. Default 0. */
  readonly from?: number
  readonly requests: number
  /** At once. Default 8. */
  readonly connections?: number
  /** Cases after which the server must answer a sound request as at first. Default 1000. */
  readonly checkEvery?: number
  readonly onCheck?: (done: number) => void
}

/** How often each status was answered. */
export type Outcomes = Readonly<Record<string, number>>

/**
 * Sends hostile requests, and a sound one after each thousand.
 *
 * @throws {Error} that names the case, when one is answered with 5xx, with an error that is no problem document, or
 *   not at all; or when the sound request is answered differently than at first
 */
export async function fuzzHttp(options: HttpFuzzOptions): Promise<Outcomes> {
  const { url, from = 0, requests, connections = 8, checkEvery = 1000, onCheck } = options
  using sender = createSender(url, connections)
  const sound = await soundRequest()
  const first = await sender.send(sound)
  if (first.status !== 200)
    throw new Error(`a sound request is answered ${first.status}: ${first.text}`)
  const outcomes: Record<string, number> = {}
  for (let start = from; start < from + requests; start += checkEvery) {
    let next = start
    const end = Math.min(start + checkEvery, from + requests)
    const work = async () => {
      while (next < end) {
        const status = await runCase(next++, sender.send)
        outcomes[status] = (outcomes[status] ?? 0) + 1
      }
    }
    await Promise.all(Array.from({ length: connections }, work))
    const { status, text } = await sender.send(sound)
    if (status !== 200 || text !== first.text) {
      throw new Error(`after case ${end - 1} a sound request is answered ${status}: ${text}`)
    }
    onCheck?.(end - from)
  }
  return outcomes
}

async function runCase(
  number: number,
  send: (request: FuzzRequest) => Promise<FuzzAnswer>,
): Promise<number> {
  const request = fuzzRequest(new Random(number))
  const where = () => `case ${number}, ${request.method} ${request.path.slice(0, 80)}`
  const answer = await send(request).catch((cause) => {
    throw new Error(`${where()}: not answered`, { cause })
  })
  const fault = faultOf(answer, request)
  if (fault) throw new Error(`${where()}: ${fault}: ${answer.text.slice(0, 300)}`)
  return answer.status
}

function faultOf({ status, type, text }: FuzzAnswer, { method }: FuzzRequest): string | undefined {
  if (status >= 500) return `answered ${status}`
  if (status < 400 || method === 'HEAD') return undefined
  if (type !== 'application/problem+json') return `answered ${status} as ${type || 'nothing'}`
  const body = parsed(text)
  return isProblem(body) && body.status === status ? undefined : 'not a problem document'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function soundRequest(): Promise<FuzzRequest> {
  const body = new Uint8Array(await readFile(`${ROOT}example.json`))
  return {
    method: 'POST',
    path: '/classify',
    headers: { 'content-type': 'application/json' },
    body,
  }
}
