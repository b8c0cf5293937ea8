import { problem } from '@edgeink/protocol'
import { expect, test, vi } from 'vitest'
import { remoteRecognizer } from './remote.ts'

const URL = 'https://edge.example/classify'
const INK = [
  {
    points: [
      { x: 1, y: 2, t: 3 },
      { x: 4, y: 5, t: 6, pressure: 0.5 },
    ],
  },
]
const ANSWER = {
  model: { id: 'digits', version: '1.0.0' },
  results: [{ candidates: [{ label: '7', probability: 0.9 }], rejected: false }],
}

function bodiesOf({ mock }: { mock: { calls: unknown[][] } }): Record<string, unknown>[] {
  return mock.calls.map(([, init]) => JSON.parse(String((init as RequestInit).body)))
}

function answering(body: unknown, init?: ResponseInit) {
  return vi.fn<typeof globalThis.fetch>(async () => {
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), init)
  })
}

/** Never answers; rejects when it is aborted, as fetch does. */
function hanging() {
  return vi.fn<typeof globalThis.fetch>(
    (_, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
      }),
  )
}

test('the ink is sent in the wire format, with options and headers', async () => {
  const fetch = answering(ANSWER)
  const recognizer = remoteRecognizer({
    url: URL,
    headers: { authorization: 'Bearer x' },
    model: 'digits',
    fetch,
  })
  await recognizer.recognize(INK, { topK: 2, allowed: ['1', '7'] })
  const [url, init] = fetch.mock.calls[0]
  expect(url).toBe(URL)
  expect(init?.method).toBe('POST')
  const headers = new Headers(init?.headers)
  expect(headers.get('content-type')).toBe('application/json')
  expect(headers.get('authorization')).toBe('Bearer x')
  expect(JSON.parse(String(init?.body))).toEqual({
    strokes: [[[1, 2, 3], { x: 4, y: 5, t: 6, pressure: 0.5 }]],
    model: 'digits',
    topK: 2,
    allowed: ['1', '7'],
  })
})

test('partial ink is told of, and finished ink not, which a server of before it would refuse', async () => {
  const fetch = vi.fn(async () => Response.json(ANSWER))
  const recognizer = remoteRecognizer({ url: URL, fetch })
  await recognizer.recognize(INK, { isPartial: true })
  await recognizer.recognize(INK, { isPartial: false })
  expect(bodiesOf(fetch).map((body) => body.isPartial)).toEqual([true, undefined])
  expect(bodiesOf(fetch)[1]).not.toHaveProperty('isPartial')
})

test('a server of before partial ink answers as to finished ink, and is told of it but once', async () => {
  const refusal = problem('invalid-request', 'unknown field')
  const fetch = vi.fn(async (_: unknown, init?: RequestInit) => {
    if (String(init?.body).includes('isPartial')) return Response.json(refusal, { status: 422 })
    return Response.json(ANSWER)
  })
  const recognizer = remoteRecognizer({ url: URL, fetch })
  for (let i = 0; i < 2; i++) {
    const { candidates } = await recognizer.recognize(INK, { isPartial: true })
    expect(candidates).toEqual(ANSWER.results[0].candidates)
  }
  expect(bodiesOf(fetch).map((body) => body.isPartial)).toEqual([true, undefined, undefined])
})

test('the answer becomes a recognition of the edge', async () => {
  const recognition = await remoteRecognizer({ url: URL, fetch: answering(ANSWER) }).recognize(INK)
  expect(recognition).toMatchObject({ ...ANSWER.results[0], model: ANSWER.model, source: 'edge' })
  expect(recognition.duration).toBeGreaterThanOrEqual(0)
})

test('an ink without points is refused before anything is sent', async () => {
  const fetch = answering(ANSWER)
  const recognizer = remoteRecognizer({ url: URL, fetch })
  await expect(recognizer.recognize([])).rejects.toMatchObject({ code: 'INK_EMPTY' })
  expect(fetch).not.toHaveBeenCalled()
})

test('a problem document becomes an error with its code', async () => {
  const problem = {
    type: '/problems/unknown-model',
    title: 'There is no such model',
    status: 422,
    detail: "expected digits, got 'x'",
    code: 'unknown-model',
  }
  const fetch = answering(problem, { status: 422 })
  await expect(remoteRecognizer({ url: URL, fetch }).recognize(INK)).rejects.toMatchObject({
    name: 'EdgeProblemError',
    code: 'unknown-model',
    status: 422,
    problem,
  })
})

test.each([
  ['a page of a proxy', '<html>', { status: 502 }],
  ['garbage with a good status', 'garbage', { status: 200 }],
  ['an empty body', '', { status: 200 }],
  ['another API', { ok: true }, { status: 200 }],
  ['an answer to no ink', { ...ANSWER, results: [] }, { status: 200 }],
  [
    'a probability beyond 1',
    { ...ANSWER, results: [{ candidates: [{ label: '7', probability: 7 }], rejected: false }] },
    {},
  ],
])('%s is an answer error', async (_, body, init) => {
  const fetch = answering(body, init)
  await expect(remoteRecognizer({ url: URL, fetch }).recognize(INK)).rejects.toMatchObject({
    name: 'EdgeAnswerError',
    code: 'EDGE_ANSWER',
  })
})

test('a network that fails is an unreachable edge, with the cause', async () => {
  const cause = new TypeError('Failed to fetch')
  const fetch = vi.fn(async () => Promise.reject(cause))
  const recognizer = remoteRecognizer({ url: URL, fetch, retries: 0 })
  await expect(recognizer.recognize(INK)).rejects.toMatchObject({
    name: 'EdgeUnreachableError',
    code: 'EDGE_UNREACHABLE',
    cause,
  })
})

test('the newest ink wins: the request before it is aborted', async () => {
  const fetch = answering(ANSWER)
  fetch.mockImplementationOnce(hanging())
  const recognizer = remoteRecognizer({ url: URL, fetch })
  const older = recognizer.recognize(INK)
  await vi.waitUntil(() => fetch.mock.calls.length === 1)
  const newer = recognizer.recognize(INK)
  await expect(older).rejects.toMatchObject({ code: 'SUPERSEDED' })
  await expect(newer).resolves.toMatchObject({ source: 'edge' })
})

test('an edge that hangs is given up after the timeout', async () => {
  vi.useFakeTimers()
  try {
    const recognizer = remoteRecognizer({ url: URL, timeout: 250, fetch: hanging() })
    const answer = expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'EDGE_TIMEOUT' })
    await vi.advanceTimersByTimeAsync(249)
    await vi.advanceTimersByTimeAsync(1)
    await answer
  } finally {
    vi.useRealTimers()
  }
})

test('no timer is left behind by an answer', async () => {
  vi.useFakeTimers()
  try {
    await remoteRecognizer({ url: URL, fetch: answering(ANSWER) }).recognize(INK)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
