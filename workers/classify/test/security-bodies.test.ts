import { LIMITS } from '@edgeink/protocol'
import { describe, expect, it, vi } from 'vitest'
import { fetchWorker, post, problemOf } from './request.ts'

/** So many bytes of blank paper in the fewest. */
async function bomb(bytes: number, format: 'gzip' | 'deflate'): Promise<Uint8Array<ArrayBuffer>> {
  const text = `{"raster":[${'0,'.repeat(bytes / 2)}0]}`
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream(format))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

describe('a body', () => {
  it.each(['gzip', 'deflate'] as const)('that is a %s bomb is refused unpacked', async (format) => {
    const body = await bomb(20 * LIMITS.bodyBytes, format)
    expect(body.length).toBeLessThan(LIMITS.bodyBytes / 20)
    for (const path of ['/classify', '/feedback']) {
      const headers = { 'content-type': 'application/json', 'content-encoding': format }
      const response = await fetchWorker(
        path,
        { method: 'POST', headers, body },
        { FEEDBACK_DB: neverAsked },
      )
      expect(await problemOf(response)).toMatchObject({ status: 415 })
    }
  })

  it.each(['gzip', 'br', 'zstd', 'identity, gzip', 'x-unknown'])(
    'encoded as %s is refused',
    async (encoding) => {
      const response = await post({ strokes: [[[1, 1]]] }, { 'content-encoding': encoding })
      expect(await problemOf(response)).toMatchObject({ status: 415 })
    },
  )

  it('over the limit is refused with the limit', async () => {
    const problem = await problemOf(await post(' '.repeat(LIMITS.bodyBytes + 1)))
    expect(problem).toMatchObject({ status: 413, errors: [{ limit: LIMITS.bodyBytes }] })
  })

  it.each([
    [
      'of far more points than the limit',
      `{"strokes":[[${'[0,0],'.repeat(5 * LIMITS.points)}[0,0]]]}`,
    ],
    ['of brackets alone', '['.repeat(LIMITS.bodyBytes)],
  ])('%s is refused before it is parsed, with the limit', async (_, body) => {
    const parse = vi.spyOn(JSON, 'parse')
    const response = await post(body)
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
    const limit = expect.any(Number)
    expect(await problemOf(response)).toMatchObject({ status: 422, errors: [{ limit }] })
  })
})

const neverAsked = {
  prepare: () => {
    throw new Error('a refused body must not get to the database')
  },
}
