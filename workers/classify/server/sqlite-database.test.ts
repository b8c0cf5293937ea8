import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFeedbackStore } from '../src/feedback/store.ts'
import { CORRECTION, feedbackStoreContract } from '../test/feedback-store-contract.ts'
import { openSqliteDatabase } from './sqlite-database.ts'

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

feedbackStoreContract('node:sqlite', async () => openSqliteDatabase(':memory:', MIGRATIONS))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-sqlite-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('keeps what is in its file, and migrates it once', async () => {
  const path = join(folder, 'feedback.sqlite')
  let receipt: { id: string; token: string }
  {
    using database = openSqliteDatabase(path, MIGRATIONS)
    receipt = await createFeedbackStore(database).add(CORRECTION)
  }
  using database = openSqliteDatabase(path, MIGRATIONS)
  expect(await createFeedbackStore(database).remove(receipt.id, receipt.token)).toBe(true)
})
