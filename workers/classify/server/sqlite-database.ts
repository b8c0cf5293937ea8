import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SqlDatabase, SqlStatement, SqlValue } from '../src/feedback/sql-database.ts'

export interface SqliteDatabase extends SqlDatabase, Disposable {}

/** Milliseconds that a statement waits for another process to end its own. */
const PATIENCE = 5_000

/**
 * Opens a SQLite file, made if there is none, and brings its tables up to date: what D1 is on Workers, for a server of
 * one's own. The file may be read and cleaned by `npm run feedback` while the server runs.
 *
 * @param migrations - folder of the .sql files, applied once each in the order of their names
 */
export function openSqliteDatabase(path: string, migrations: string): SqliteDatabase {
  const database = new DatabaseSync(path)
  // Write-ahead logging lets others read meanwhile; what is deleted is overwritten, not only unlinked.
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = ${PATIENCE}`,
  )
  migrate(database, migrations)
  return {
    prepare: (query) => statement(database, query, []),
    [Symbol.dispose]: () => database.close(),
  }
}

/** Keeps account in the table that `wrangler d1 migrations` uses, so that a file can move between the two. */
function migrate(database: DatabaseSync, folder: string): void {
  database.exec(`CREATE TABLE IF NOT EXISTS d1_migrations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
  )`)
  const applied = database.prepare('SELECT 1 FROM d1_migrations WHERE name = ?')
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of files.sort()) {
    if (applied.get(name)) continue
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(readFileSync(join(folder, name), 'utf8'))
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
}

function statement(
  database: DatabaseSync,
  query: string,
  values: readonly SqlValue[],
): SqlStatement {
  return {
    bind: (...bound) => statement(database, query, bound),
    async run() {
      const { changes } = database.prepare(query).run(...values)
      return { meta: { changes: Number(changes) } }
    },
    async first<Row>() {
      const row = database.prepare(query).get(...values)
      return row === undefined ? null : ({ ...row } as Row)
    },
  }
}
