import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStreamServerMessage } from '../answers.ts'
import { LIMITS } from '../limits.ts'
import { problem } from '../problem.ts'
import { parseStreamMessage } from './parse.ts'
import { streamServerMessageSchema } from './stream.ts'

describe('a message of a client', () => {
  it('that opens gets the defaults', () => {
    expect(parseStreamMessage({ type: 'open' })).toEqual({
      ok: true,
      value: { type: 'open', model: 'digits', topK: 3 },
    })
  })

  it.each([
    [{ type: 'open', model: 'letters', topK: 1, allowed: ['a'] }],
    [{ type: 'points', sequence: 1, stroke: 0, points: [[1, 2], [1, 2, 3], { x: 1, y: 2 }] }],
    [{ type: 'undo', sequence: 2 }],
    [{ type: 'clear', sequence: 3 }],
    [{ type: 'pen', sequence: 4, isDown: true }],
    [{ type: 'ack', sequence: 3 }],
  ])('is taken as it is: %j', (message) => {
    const parsed = parseStreamMessage(message)
    expect(parsed).toMatchObject({ ok: true, value: message })
  })

  it.each([
    [null, ''],
    [{}, '/type'],
    [{ type: 'close' }, '/type'],
    [{ type: 'undo' }, '/sequence'],
    [{ type: 'undo', sequence: 1.5 }, '/sequence'],
    [{ type: 'undo', sequence: 1, stroke: 0 }, '/stroke'],
    [{ type: 'points', sequence: 1, stroke: -1, points: [[1, 2]] }, '/stroke'],
    [{ type: 'points', sequence: 1, stroke: LIMITS.strokes, points: [[1, 2]] }, '/stroke'],
    [{ type: 'points', sequence: 1, stroke: 0, points: [] }, '/points'],
    [{ type: 'points', sequence: 1, stroke: 0, points: [[1, 2], [1]] }, '/points/1'],
    [{ type: 'pen', sequence: 1 }, '/isDown'],
    [{ type: 'open', topK: 0 }, '/topK'],
  ])('is refused as %j, with the place', (message, path) => {
    expect(parseStreamMessage(message)).toEqual({
      ok: false,
      errors: [expect.objectContaining({ path })],
    })
  })

  it('never makes the parser throw, whatever it is', () => {
    const type = fc.constantFrom('open', 'points', 'undo', 'clear', 'ack')
    const message = fc.record(
      { type, sequence: fc.jsonValue(), stroke: fc.jsonValue(), points: fc.jsonValue() },
      { requiredKeys: ['type'] },
    )
    fc.assert(
      fc.property(fc.oneof(message, fc.anything()), (value) => {
        const parsed = parseStreamMessage(value)
        if (!parsed.ok) expect(parsed.errors.length).toBeGreaterThan(0)
      }),
      { numRuns: 2000, seed: 1 },
    )
  })
})

describe('the guard of a message of the server', () => {
  const candidates = [{ label: '7', probability: 0.5 }]
  const good = [
    {
      type: 'opened',
      model: { id: 'digits', version: '1.0.0' },
      labels: ['0'],
      window: 32,
      idleTimeout: 60_000,
      pen: true,
    },
    { type: 'prediction', sequence: 7, candidates, rejected: false },
    { type: 'error', problem: problem('not-found', 'x'), sequence: 3 },
    { type: 'error', problem: problem('not-found', 'x') },
  ]
  const junk = fc.constantFrom(undefined, null, -1, 1.5, '', {}, [], [1], true)

  it('accepts what the schema accepts', () => {
    for (const message of good) {
      expect(streamServerMessageSchema.safeParse(message).success).toBe(true)
      expect(isStreamServerMessage(message)).toBe(true)
    }
  })

  it('and nothing else', () => {
    const keys = fc.constantFrom(
      'type',
      'model',
      'labels',
      'window',
      'pen',
      'sequence',
      'candidates',
    )
    const broken = fc
      .tuple(fc.constantFrom(...good), keys, junk)
      .map(([message, key, value]) => ({ ...message, [key]: value }))
    fc.assert(
      fc.property(fc.oneof(broken, fc.anything()), (value) => {
        expect(isStreamServerMessage(value)).toBe(
          streamServerMessageSchema.safeParse(value).success,
        )
      }),
      { numRuns: 2000, seed: 2 },
    )
  })
})
