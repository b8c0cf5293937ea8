// What every database must do for the store of corrections: run on D1 in workerd (feedback-store.test.ts) and on
// node:sqlite (server/sqlite-database.test.ts).
import type { FeedbackRequest } from '@edgeink/protocol'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SqlDatabase } from '../src/feedback/sql-database.ts'
import { createFeedbackStore, type FeedbackStore } from '../src/feedback/store.ts'

export const CORRECTION: FeedbackRequest = {
  strokes: [[[1, 2], [3, 4, 16], { x: 5, y: 6, t: 32, pressure: 0.5 }]],
  predicted: '1',
  label: '7',
  model: { id: 'digits', version: '0.1.0' },
  consent: true,
  writer: 'b7c1',
}

const CREATED = Date.UTC(2026, 0, 1)

/** `open` gives a database that has been migrated. It may hold rows of other tests. */
export function feedbackStoreContract(name: string, open: () => Promise<SqlDatabase>): void {
  let database: SqlDatabase
  let clock: { now: number }
  let store: FeedbackStore

  beforeEach(async () => {
    database = await open()
    clock = { now: CREATED }
    store = createFeedbackStore(database, () => clock.now)
    await database.prepare('DELETE FROM feedback').bind().run()
  })

  const count = async () => {
    const row = await database
      .prepare('SELECT count(*) AS n FROM feedback')
      .bind()
      .first<{ n: number }>()
    return row?.n
  }
  const row = (id: string) =>
    database
      .prepare('SELECT * FROM feedback WHERE id = ?')
      .bind(id)
      .first<Record<string, unknown>>()

  describe(`corrections in ${name}`, () => {
    it('are kept as they were sent, in the form that training reads, and not the token', async () => {
      const { id, token } = await store.add(CORRECTION)
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      expect(token).toMatch(/^[\w-]{43}$/)
      expect(await row(id)).toEqual({
        id,
        created_at: CREATED,
        label: '7',
        predicted: '1',
        model_id: 'digits',
        model_version: '0.1.0',
        writer: 'b7c1',
        strokes: '[[[1,2],[3,4,16],[5,6,32]]]',
        token_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      })
    })

    it('are deleted by id and token, and by nothing else', async () => {
      const [mine, other] = [await store.add(CORRECTION), await store.add(CORRECTION)]
      for (const [id, token] of [
        [mine.id, other.token],
        [mine.id, ''],
        [mine.id, mine.id],
        ['no-such-id', mine.token],
        ["' OR 1=1 --", mine.token],
      ]) {
        expect(await store.remove(id, token)).toBe(false)
      }
      expect(await count()).toBe(2)
      expect(await store.remove(mine.id, mine.token)).toBe(true)
      expect(await store.remove(mine.id, mine.token)).toBe(false)
      expect(await row(mine.id)).toBeNull()
      expect(await row(other.id)).not.toBeNull()
    })

    it('are deleted when they are older than a moment', async () => {
      await store.add(CORRECTION)
      clock.now += 1000
      const { id } = await store.add(CORRECTION)
      expect(await store.removeBefore(CREATED + 1000)).toBe(1)
      expect(await row(id)).not.toBeNull()
      expect(await store.removeBefore(CREATED + 1000)).toBe(0)
    })

    it('hold any text without reading it as SQL', async () => {
      const text = fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        fc.constantFrom("'; DROP TABLE feedback; --", '?1', '"', "''", '\\'),
      )
      await fc.assert(
        fc.asyncProperty(text, text, text, async (label, predicted, writer) => {
          const { id } = await store.add({ ...CORRECTION, label, predicted, writer })
          expect(await row(id)).toMatchObject({ label, predicted, writer })
        }),
        { numRuns: 30, seed: 21 },
      )
    })
  })
}
