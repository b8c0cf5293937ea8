import { LIMITS } from '@edgeink/protocol'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import example from '../../../../example.json' with { type: 'json' }
import { type ApiClient, problemOf } from './client.ts'

const { strokes } = example
const points = (count: number) => `{"strokes":[[${new Array(count).fill('[0,0]').join()}]]}`
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** Bad requests of `POST /classify`. */
export function badInputSuite({ classify, fetch, post, postBytes }: ApiClient): void {
  let answer: unknown

  beforeAll(async () => {
    answer = await classify(example)
  })

  afterEach(async () => {
    expect(await classify(example)).toEqual(answer)
  })

  describe('bad input, after each of which the worker answers as before', () => {
    it.each<[string, number, unknown]>([
      ['malformed JSON', 400, '{"strokes": [[[1, 2]'],
      ['an empty body', 400, ''],
      ['NaN', 400, '{"strokes": [[[NaN, 1]]]}'],
      ['half a Unicode escape', 400, '{"model": "\\ud8'],
      ['a number', 422, 7],
      ['null', 422, null],
      ['no input', 422, {}],
      ['two inputs', 422, { strokes, inks: [{ strokes }] }],
      ['no strokes', 422, { strokes: [] }],
      ['an empty stroke', 422, { strokes: [[]] }],
      ['strokes of a wrong type', 422, { strokes: 'seven' }],
      ['a point of a wrong type', 422, { strokes: [[['1', '2']]] }],
      ['a point of one number', 422, { strokes: [[[1]]] }],
      ['1e999, which JSON reads as infinity', 422, '{"strokes": [[[1e999, 1]]]}'],
      ['a coordinate beyond the limit', 422, { strokes: [[[1e10, 1]]] }],
      ['65 inks', 422, { inks: new Array(LIMITS.inks + 1).fill({ strokes }) }],
      ['no inks', 422, { inks: [] }],
      ['one point too many', 422, points(LIMITS.points + 1)],
      ['one stroke too many', 422, { strokes: new Array(LIMITS.strokes + 1).fill([[0, 0]]) }],
      ['a raster of 783 numbers', 422, { raster: new Array(783).fill(0) }],
      ['a raster of bytes', 422, { raster: new Array(784).fill(255) }],
      ['base64 of 783 bytes', 422, { raster: btoa('\0'.repeat(783)) }],
      ['a flat stroke of three numbers', 422, { strokes: [[1, 2, 3]] }],
      ['an unknown model', 422, { strokes, model: 'runes' }],
      ['an unknown label', 422, { strokes, allowed: ['7', 'ü'] }],
      ['topK 0', 422, { strokes, topK: 0 }],
      ['a misspelt option', 422, { strokes, topk: 1 }],
      ['arrays 200,000 deep', 422, nested(200_000)],
      ['strokes 200,000 deep', 422, `{"strokes": ${nested(200_000)}}`],
      ['objects 50,000 deep', 422, `${'{"strokes":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
      ['one million points', 413, points(1_000_000)],
      ['10 MB of blanks', 413, ' '.repeat(10_000_000)],
    ])('%s is answered with %i', async (_, status, body) => {
      expect(await problemOf(await post(body))).toMatchObject({ status })
    })

    it.each(['text/plain', 'multipart/form-data; boundary=x', 'image/gif', ''])(
      'the content type %s is answered with 415',
      async (type) => {
        const problem = await problemOf(await post(example, { 'content-type': type }))
        expect(problem).toMatchObject({ status: 415 })
      },
    )

    it.each<[string, number, string, number, string]>([
      ['no bytes', 422, 'application/octet-stream', 0, ''],
      ['bytes that are no whole rasters', 422, 'application/octet-stream', 785, ''],
      ['65 rasters', 413, 'application/octet-stream', 65 * 784, ''],
      ['topK of words', 422, 'application/octet-stream', 784, '?topK=many'],
      ['an unknown parameter', 422, 'application/octet-stream', 784, '?topk=3'],
      ['an unknown model', 422, 'application/octet-stream', 784, '?model=runes'],
      ['an unknown label', 422, 'application/octet-stream', 784, '?allowed=x'],
      ['an empty PNG', 400, 'image/png', 0, ''],
      ['bytes that are no PNG', 400, 'image/png', 784, ''],
      ['bytes that are no JPEG', 400, 'image/jpeg', 784, ''],
    ])('%s: %i', async (_, status, type, length, query) => {
      const response = await postBytes(new Uint8Array(length), type, query)
      expect(await problemOf(response)).toMatchObject({ status })
    })

    it('a stream of 10 MB without a length is answered with 413', async () => {
      const megabyte = new Uint8Array(1_000_000).fill(0x20)
      let left = 10
      const body = new ReadableStream({
        pull(controller) {
          if (left-- > 0) controller.enqueue(megabyte)
          else controller.close()
        },
      })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch('/classify', { method: 'POST', headers, body })
      expect(await problemOf(response)).toMatchObject({ status: 413 })
    })

    it('another method is answered with 405', async () => {
      const response = await fetch('/classify')
      expect(await problemOf(response)).toMatchObject({ status: 405 })
      expect(response.headers.get('allow')).toBe('POST')
    })
  })
}
