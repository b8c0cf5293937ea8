import type { FeedbackReceipt, FeedbackRequest } from '@edgeink/protocol'
import { equalBytes } from '../security/equal-bytes.ts'
import { randomToken } from '../security/random-token.ts'
import { sha256, toHex } from '../security/sha256.ts'
import type { SqlDatabase } from './sql-database.ts'
import { toTrainingStrokes } from './training-strokes.ts'

/** Keeps corrections until their writer takes them back or they are too old. */
export interface FeedbackStore {
  /** Keeps one, and gives out what deletes it. */
  add(feedback: FeedbackRequest): Promise<FeedbackReceipt>
  /** Whether the token was that of this correction, which then is gone. */
  remove(id: string, token: string): Promise<boolean>
  /** Deletes what was created before a moment (milliseconds since 1970), and counts it. */
  removeBefore(time: number): Promise<number>
}

const INSERT = `INSERT INTO feedback
  (id, created_at, label, predicted, model_id, model_version, writer, strokes, token_hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Compared with when there is no such correction: then, too, the answer takes as long as a comparison. */
const NO_HASH = '0'.repeat(64)

/** Values reach the database as parameters only, never as a part of a query. */
export function createFeedbackStore(database: SqlDatabase, now = Date.now): FeedbackStore {
  return {
    async add({ strokes, predicted, label, model, writer = null }) {
      const [id, token] = [crypto.randomUUID(), randomToken()]
      const ink = JSON.stringify(toTrainingStrokes(strokes))
      const hash = toHex(await sha256(token))
      const values = [id, now(), label, predicted, model.id, model.version, writer, ink, hash]
      await database
        .prepare(INSERT)
        .bind(...values)
        .run()
      return { id, token }
    },

    async remove(id, token) {
      const query = 'SELECT token_hash FROM feedback WHERE id = ?'
      const row = await database.prepare(query).bind(id).first<{ token_hash: string }>()
      const isToken = await isHashOf(row?.token_hash ?? NO_HASH, token)
      if (!row || !isToken) return false
      await database.prepare('DELETE FROM feedback WHERE id = ?').bind(id).run()
      return true
    },

    async removeBefore(time) {
      const query = 'DELETE FROM feedback WHERE created_at < ?'
      const { meta } = await database.prepare(query).bind(time).run()
      return meta.changes
    },
  }
}

async function isHashOf(hash: string, token: string): Promise<boolean> {
  const encoder = new TextEncoder()
  return equalBytes(encoder.encode(hash), encoder.encode(toHex(await sha256(token))))
}
