import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import example from '../../../../example.json' with { type: 'json' }
import { type ApiClient, problemOf } from './client.ts'

const number = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constantFrom(1e9, -1e9, 1e300))
const point = fc.oneof(
  fc.array(number, { minLength: 2, maxLength: 3 }),
  fc.record({ x: number, y: number, t: number, pressure: number }, { requiredKeys: ['x', 'y'] }),
  fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })),
)
const strokes = fc.array(fc.array(point, { maxLength: 30 }), { maxLength: 4 })
const raster = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 784,
  maxLength: 784,
})
const orAnything = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.jsonValue() })
const option = {
  model: orAnything(fc.constantFrom('digits', 'letters', '__proto__')),
  topK: orAnything(fc.integer({ min: -1, max: 200 })),
  allowed: orAnything(fc.array(fc.constantFrom('0', '7', 'x', ''))),
}
const input = fc.oneof(
  fc.record({ strokes: orAnything(strokes), ...option }, { requiredKeys: ['strokes'] }),
  fc.record(
    { inks: orAnything(fc.array(fc.record({ strokes }), { maxLength: 5 })), ...option },
    { requiredKeys: ['inks'] },
  ),
  fc.record({ raster: orAnything(raster), ...option }, { requiredKeys: ['raster'] }),
)

/** Hostile requests of `POST /classify`. */
export function fuzzSuite({ classify, fetch, post }: ApiClient): void {
  let answer: unknown

  beforeAll(async () => {
    answer = await classify(example)
  })

  /** Whatever was sent: a good answer or a problem, never a failure of ours. */
  async function expectAnswer(response: Response): Promise<void> {
    if (response.status === 200) return void (await response.json())
    expect((await problemOf(response)).status).toBeLessThan(500)
  }

  describe('whatever is sent', () => {
    it('as JSON is answered, and the next request too', async () => {
      const body = fc.oneof(
        fc.json({ maxDepth: 5 }),
        input.map((value) => JSON.stringify(value)),
      )
      await fc.assert(
        fc.asyncProperty(body, async (value) => expectAnswer(await post(value))),
        { numRuns: 1000, seed: 6 },
      )
      expect(await classify(example)).toEqual(answer)
    })

    it('as bytes of any type is answered, and the next request too', async () => {
      const types = fc.constantFrom(
        'application/json',
        'application/json;charset=utf-8',
        'image/png',
        'image/jpeg',
        'application/octet-stream',
        '',
      )
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), types, async (body, type) => {
          const headers = { 'content-type': type }
          await expectAnswer(await fetch('/classify', { method: 'POST', headers, body }))
        }),
        { numRuns: 300, seed: 7 },
      )
      expect(await classify(example)).toEqual(answer)
    })

    it('cut short at any place is answered with a problem', async () => {
      const text = JSON.stringify(example)
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: text.length - 1 }), async (length) => {
          expect((await problemOf(await post(text.slice(0, length)))).status).toBe(400)
        }),
        { numRuns: 100, seed: 8 },
      )
    })
  })
}
