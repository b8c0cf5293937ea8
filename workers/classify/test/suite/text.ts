import { LIMITS } from '@edgeink/protocol'
import { textResponseSchema } from '@edgeink/protocol/schema'
import { describe, expect, it } from 'vitest'
import { TEXT_EXAMPLES } from '../../src/openapi/examples.ts'
import { type ApiClient, problemOf } from './client.ts'

const { strokes } = TEXT_EXAMPLES.number.value

/** `POST /text`. */
export function textSuite({ fetch }: ApiClient): void {
  const post = (body: unknown) =>
    fetch('/text', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  describe('POST /text', () => {
    it('reads the characters of a row, each with its strokes', async () => {
      const response = await post({ strokes })
      expect(response.status).toBe(200)
      expect(response.headers.get('server-timing')).toMatch(/classify;dur=/)
      const { model, readings } = textResponseSchema.parse(await response.json())
      expect(model.id).toBe('digits')
      expect(readings[0].text.replaceAll(' ', '')).toBe('71')
      expect(readings[0].characters.map(({ label, strokes: own }) => [label, own])).toEqual([
        ['7', [0]],
        ['1', [1]],
      ])
    })

    it('answers as many readings and candidates as it is asked for', async () => {
      const response = await post({ strokes, alternatives: 1, topK: 2, mode: 'per-character' })
      const { readings } = textResponseSchema.parse(await response.json())
      expect(readings).toHaveLength(1)
      expect(readings[0].text).toBe('71')
      expect(readings[0].characters[0].candidates).toHaveLength(2)
    })

    it.each<[string, unknown, string]>([
      ['no strokes', { strokes: [] }, '/strokes'],
      ['an unknown label', { strokes, allowed: ['x'] }, '/allowed/0'],
      ['too many readings', { strokes, alternatives: 17 }, '/alternatives'],
      ['an unknown mode', { strokes, mode: 'poem' }, '/mode'],
      ['an unknown model', { strokes, model: 'runes' }, '/model'],
      [
        'too many strokes',
        { strokes: new Array(LIMITS.text.strokes + 1).fill([[1, 2]]) },
        '/strokes',
      ],
    ])('refuses %s with the place', async (_, body, path) => {
      expect(await problemOf(await post(body))).toMatchObject({ status: 422, errors: [{ path }] })
    })
  })
}
