import { describe, expect, it } from 'vitest'
import { readBody } from './read-body.ts'

const LIMIT = 1000

/** A request whose body is a stream, and how many bytes were taken from it. */
function streamed(chunk: number, total: number, options: { fail?: Error; length?: number } = {}) {
  const state = { sent: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.sent < total) {
          controller.enqueue(new Uint8Array(chunk).fill(7))
          state.sent += chunk
        } else if (options.fail) controller.error(options.fail)
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { 'content-length': `${options.length ?? ''}` }
  const init = { method: 'POST', body, duplex: 'half', ...(options.length && { headers }) }
  return { request: new Request('https://edgeink.test', init), state }
}

describe('a body', () => {
  it('is read whole, in one chunk or in many', async () => {
    for (const chunk of [1, 10, LIMIT]) {
      const bytes = await readBody(streamed(chunk, LIMIT).request, LIMIT)
      expect(bytes).toEqual(new Uint8Array(LIMIT).fill(7))
    }
  })

  it('may be missing', async () => {
    const request = new Request('https://edgeink.test', { method: 'POST' })
    expect(await readBody(request, LIMIT)).toEqual(new Uint8Array())
  })

  it('is refused when it is larger than the limit, whatever it declares', async () => {
    for (const length of [undefined, 10, LIMIT + 1]) {
      const { request } = streamed(100, LIMIT + 100, { length })
      await expect(readBody(request, LIMIT)).rejects.toMatchObject({
        code: 'body-too-large',
        errors: [{ limit: LIMIT }],
      })
    }
  })

  it('is taken to its end when refused, so that the client gets to the answer', async () => {
    const { request, state } = streamed(100, 10 * LIMIT)
    await expect(readBody(request, LIMIT)).rejects.toMatchObject({ code: 'body-too-large' })
    expect(state.sent).toBe(10 * LIMIT)
  })

  it('is dropped when it does not end', async () => {
    for (const length of [undefined, 1e12]) {
      const { request, state } = streamed(100, Number.POSITIVE_INFINITY, { length })
      await expect(readBody(request, LIMIT)).rejects.toMatchObject({ code: 'body-too-large' })
      expect(state.sent).toBeLessThan(20 * LIMIT)
    }
  })

  it('is a problem of the client when it breaks off', async () => {
    const fail = new Error('Network connection lost.')
    await expect(readBody(streamed(10, 50, { fail }).request, LIMIT)).rejects.toMatchObject({
      code: 'malformed-json',
      cause: fail,
    })
    const late = streamed(500, 3 * LIMIT, { fail })
    await expect(readBody(late.request, LIMIT)).rejects.toMatchObject({ code: 'malformed-json' })
  })
})
