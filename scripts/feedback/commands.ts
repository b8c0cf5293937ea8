import { open, rename, rm } from 'node:fs/promises'
import type { Command } from './arguments.ts'
import { HELP } from './arguments.ts'
import type { FeedbackDatabase, Row } from './query.ts'

/** Rows that one query of an export reads: wrangler prints them as one JSON, and an ink may have 20,000 points. */
const PAGE = 200

/** Writer of corrections whose page named none. Training keeps all ink of a writer in one part. */
const UNKNOWN_WRITER = 'feedback'

const DAY = 86_400_000

/** Runs a command and tells what came of it, in lines. It never tells ink. */
export async function runFeedback(
  command: Command,
  database: FeedbackDatabase,
  now = Date.now(),
): Promise<string> {
  switch (command.name) {
    case 'help':
      return HELP
    case 'migrate':
      await database.migrate()
      return 'the tables are up to date'
    case 'stats':
      return stats(database)
    case 'list':
      return list(database, command.limit)
    case 'export':
      return `${await exportInk(database, command)} corrections written to ${command.out}`
    case 'delete-id':
      return remove(database, `id = '${command.id}'`)
    case 'delete-older':
      return remove(database, `created_at < ${now - command.days * DAY}`)
  }
}

async function stats(database: FeedbackDatabase): Promise<string> {
  const rows = await database.query(
    `SELECT model_id, model_version, label, count(*) AS n, sum(label <> predicted) AS wrong
     FROM feedback GROUP BY model_id, model_version, label ORDER BY model_id, model_version, label`,
  )
  const total = rows.reduce((sum, { n }) => sum + Number(n), 0)
  const lines = rows.map(
    ({ model_id, model_version, label, n, wrong }) =>
      `${model_id} ${model_version}  ${JSON.stringify(label)}: ${n}, ${wrong} of them read wrongly`,
  )
  return [`${total} corrections`, ...lines].join('\n')
}

async function list(database: FeedbackDatabase, limit: number): Promise<string> {
  const rows = await database.query(
    `SELECT id, created_at, label, predicted, model_id, model_version, length(strokes) AS bytes
     FROM feedback ORDER BY created_at DESC, id LIMIT ${limit}`,
  )
  const line = (row: Row) => {
    const time = new Date(Number(row.created_at)).toISOString()
    const read = `${JSON.stringify(row.predicted)} is ${JSON.stringify(row.label)}`
    return `${row.id}  ${time}  ${row.model_id} ${row.model_version}  ${read}  ${row.bytes} bytes of ink`
  }
  return rows.length === 0 ? 'no corrections' : rows.map(line).join('\n')
}

async function remove(database: FeedbackDatabase, condition: string): Promise<string> {
  const rows = await database.query(`DELETE FROM feedback WHERE ${condition} RETURNING id`)
  return `${rows.length} corrections deleted`
}

/** Writes the file whole or not at all, readable by its owner alone: it is what people wrote by hand. */
async function exportInk(
  database: FeedbackDatabase,
  { out, model }: { readonly out: string; readonly model: string | undefined },
): Promise<number> {
  const partial = `${out}.partial`
  const file = await open(partial, 'w', 0o600)
  let count = 0
  try {
    for await (const row of allRows(database, model)) {
      await file.write(`${trainingLine(row)}\n`)
      count++
    }
  } catch (error) {
    await file.close()
    await rm(partial)
    throw error
  }
  await file.close()
  await rename(partial, out)
  return count
}

/** All rows in the order they were made, a page at a time, so that what is added or deleted meanwhile shifts nothing. */
async function* allRows(
  database: FeedbackDatabase,
  model: string | undefined,
): AsyncGenerator<Row> {
  const ofModel = model === undefined ? '' : `AND model_id = '${model}'`
  let [time, id] = [0, '']
  for (;;) {
    const rows = await database.query(
      `SELECT id, created_at, label, writer, strokes FROM feedback
       WHERE (created_at, id) > (${time}, '${id}') ${ofModel} ORDER BY created_at, id LIMIT ${PAGE}`,
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    time = Number(last.created_at)
    id = String(last.id)
  }
}

/** A line as `npm run train -- --extra` reads it. */
function trainingLine({ label, writer, strokes }: Row): string {
  const sample = { label, strokes: JSON.parse(String(strokes)), writer: writer ?? UNKNOWN_WRITER }
  return JSON.stringify(sample)
}
