import { isStreamServerMessage, STREAM_CLOSE } from '@edgeink/protocol'
import { describe, expect, it } from 'vitest'
import example from '../../../../example.json' with { type: 'json' }
import { type ApiClient, problemOf } from './client.ts'

const [stroke] = example.strokes as [number, number][][]

/** `GET /stream`, over a real socket. The rules of the conversation are tried in src/stream. */
export function streamSuite({ fetch, connect, classify }: ApiClient): void {
  describe('GET /stream', () => {
    it('reads ink as it is drawn, and in the end as /classify does', async () => {
      const stream = await connect()
      stream.send({ type: 'open', topK: 1 })
      expect(await stream.next()).toMatchObject({ type: 'opened', model: { id: 'digits' } })
      let last: unknown
      for (let i = 0; i < stroke.length; i++) {
        stream.send({ type: 'points', sequence: i + 1, stroke: 0, points: [stroke[i]] })
        last = await stream.next()
        expect(isStreamServerMessage(last)).toBe(true)
        expect(last).toMatchObject({ type: 'prediction', sequence: i + 1 })
        stream.send({ type: 'ack', sequence: i + 1 })
      }
      const [whole] = (await classify({ ...example, topK: 1 })).results
      expect(last).toMatchObject(whole)
      stream.close()
    })

    it('refuses a wrong message and goes on', async () => {
      const stream = await connect()
      stream.send({ type: 'open' })
      await stream.next()
      stream.send({ type: 'points', sequence: 1, stroke: 3, points: [[1, 2]] })
      expect(await stream.next()).toMatchObject({
        type: 'error',
        sequence: 1,
        problem: { code: 'invalid-request', errors: [{ path: '/stroke' }] },
      })
      stream.send({ type: 'clear', sequence: 2 })
      expect(await stream.next()).toMatchObject({ type: 'prediction', candidates: [] })
      stream.close()
    })

    it('is closed with a code that says why', async () => {
      const stream = await connect()
      stream.send('no JSON')
      expect(await stream.closed).toBe(STREAM_CLOSE.badMessages)
    })

    it('is 426 for who does not speak WebSocket', async () => {
      const response = await fetch('/stream')
      expect(response.headers.get('upgrade')).toBe('websocket')
      expect(await problemOf(response)).toMatchObject({ status: 426, code: 'upgrade-required' })
    })
  })
}
