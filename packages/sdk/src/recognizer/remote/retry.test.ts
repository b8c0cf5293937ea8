import { problem } from '@edgeink/protocol'
import { describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../../testing/manual-clock.ts'
import { remoteRecognizer } from '../remote.ts'

const INK = [{ points: [{ x: 1, y: 2 }] }]
const ANSWER = {
  model: { id: 'digits', version: '1.0.0' },
  results: [{ candidates: [{ label: '7', probability: 0.9 }], rejected: false }],
}

type Outcome = { status: number; retryAfter?: string; body?: string } | 'offline'

/** An edge with these outcomes, one request after the other, and then a good answer. */
function setUp(outcomes: readonly Outcome[], options: { retries?: number; random?: number } = {}) {
  const clock = new ManualClock()
  const queue = [...outcomes]
  const fetch = vi.fn(async () => {
    const outcome = queue.shift()
    if (outcome === 'offline') throw new TypeError('Failed to fetch')
    if (!outcome) return Response.json(ANSWER)
    const { status, retryAfter, body } = outcome
    const headers = new Headers(retryAfter === undefined ? [] : [['retry-after', retryAfter]])
    const document = body ?? JSON.stringify(problem('too-many-requests', 'wait a little'))
    return new Response(document, { status, headers })
  })
  const { retries, random = 1 } = options
  const settings = { url: 'https://edge.example/classify', fetch, clock, retries }
  return { clock, fetch, recognizer: remoteRecognizer({ ...settings, random: () => random }) }
}

describe('a request is sent again', () => {
  test.each<[string, Outcome]>([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['503 of a proxy', { status: 503, body: '<html>' }],
    ['a network that failed', 'offline'],
  ])('after %s', async (_, outcome) => {
    const { recognizer, fetch } = setUp([outcome])
    await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'edge' })
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  test('as often as `retries` says, and then the last error is told', async () => {
    const { recognizer, fetch } = setUp(Array(4).fill({ status: 503 }), { retries: 3 })
    await expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'too-many-requests' })
    expect(fetch).toHaveBeenCalledTimes(4)
  })

  test('not after a refusal, a failure of the server or garbage', async () => {
    for (const status of [401, 422, 500, 502, 200]) {
      const { recognizer, fetch } = setUp([{ status, body: 'garbage' }])
      await expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'EDGE_ANSWER' })
      expect(fetch).toHaveBeenCalledTimes(1)
    }
  })

  test('not once its signal is aborted', async () => {
    const { recognizer, fetch, clock } = setUp(['offline'])
    const controller = new AbortController()
    clock.wait = async () => {
      controller.abort(new Error('enough'))
      controller.signal.throwIfAborted()
    }
    await expect(recognizer.recognize(INK, { signal: controller.signal })).rejects.toThrow('enough')
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})

test('a newer ink ends the wait of an older one, and leaves no timer', async () => {
  vi.useFakeTimers()
  try {
    const fetch = vi.fn(async () => Response.json(ANSWER))
    fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const recognizer = remoteRecognizer({ url: 'https://edge.example/classify', fetch })
    const older = expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'SUPERSEDED' })
    await vi.advanceTimersByTimeAsync(0)
    await expect(recognizer.recognize(INK)).resolves.toMatchObject({ source: 'edge' })
    await older
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

describe('the wait before it', () => {
  test('doubles up to a cap, times a random number', async () => {
    const failures = Array(7).fill('offline')
    const { recognizer, clock } = setUp(failures, { retries: 7 })
    await recognizer.recognize(INK)
    expect(clock.waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000])
    const halves = setUp(failures, { retries: 7, random: 0.5 })
    await halves.recognizer.recognize(INK)
    expect(halves.clock.waits).toEqual([125, 250, 500, 1000, 2000, 4000, 4000])
  })

  test('is at least what Retry-After says in seconds', async () => {
    const { recognizer, clock } = setUp([{ status: 429, retryAfter: '3' }])
    await recognizer.recognize(INK)
    expect(clock.waits).toEqual([3000])
  })

  test('is at least until the date that Retry-After says', async () => {
    const retryAfter = 'Thu, 01 Jan 2026 00:00:05 GMT'
    const { recognizer, clock } = setUp([{ status: 503, retryAfter }])
    await recognizer.recognize(INK)
    expect(clock.waits).toEqual([5000])
  })

  test('is the backoff where Retry-After is past, or no header of that kind', async () => {
    for (const retryAfter of ['Thu, 01 Jan 2015 00:00:00 GMT', 'soon', '-3', '']) {
      const { recognizer, clock } = setUp([{ status: 503, retryAfter }])
      await recognizer.recognize(INK)
      expect(clock.waits).toEqual([250])
    }
  })

  test('is not begun when the edge wants a long one: the error tells how long', async () => {
    const { recognizer, clock, fetch } = setUp([{ status: 429, retryAfter: '3600' }])
    await expect(recognizer.recognize(INK)).rejects.toMatchObject({ retryAfter: 3_600_000 })
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(clock.waits).toEqual([])
  })
})
