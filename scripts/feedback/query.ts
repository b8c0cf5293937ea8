import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteDatabase } from '../../workers/classify/server/sqlite-database.ts'
import { capture, ROOT } from '../support/run.ts'
import { WRANGLER_ENVIRONMENT } from '../support/wrangler.ts'
import type { Place } from './arguments.ts'

export type Row = Readonly<Record<string, string | number | null>>

/** A database of corrections, for whoever administers it. */
export interface FeedbackDatabase {
  /** Runs one statement and gives its rows. */
  query(sql: string): Promise<readonly Row[]>
  migrate(): Promise<void>
}

const BINDING = 'FEEDBACK_DB'
const MIGRATIONS = `${ROOT}workers/classify/migrations`

export function openFeedback(place: Place): FeedbackDatabase {
  return place.kind === 'sqlite' ? openFile(place.file) : openD1(place)
}

function openFile(file: string): FeedbackDatabase {
  return {
    async query(sql) {
      if (!existsSync(file)) throw new Error(`expected a database at ${file}; migrate makes one`)
      const database = new DatabaseSync(file)
      try {
        database.exec('PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000')
        return database.prepare(sql).all() as Row[]
      } finally {
        database.close()
      }
    },
    async migrate() {
      openSqliteDatabase(file, MIGRATIONS)[Symbol.dispose]()
    },
  }
}

/** D1 is reached through wrangler alone: it knows where the local files are, and how to log in for the remote ones. */
function openD1({
  remote,
  environment,
  persistTo,
}: Extract<Place, { kind: 'd1' }>): FeedbackDatabase {
  const wrangler = (command: string, ...args: string[]) => [
    `${ROOT}node_modules/wrangler/bin/wrangler.js`,
    ...['d1', ...command.split(' '), BINDING],
    ...['--config', `${ROOT}workers/classify/wrangler.jsonc`, '--env', environment],
    remote ? '--remote' : '--local',
    ...(persistTo ? ['--persist-to', persistTo] : []),
    ...args,
  ]
  const env = { ...process.env, ...WRANGLER_ENVIRONMENT, WRANGLER_HIDE_BANNER: 'true', CI: 'true' }
  return {
    async query(sql) {
      const args = wrangler('execute', '--json', '--yes', '--command', sql)
      const { code, output } = await capture('node', args, env)
      if (code !== 0) throw new Error(`wrangler did not run the query:\n${output.trim()}`)
      return rowsOf(output)
    },
    async migrate() {
      const { code, output } = await capture('node', wrangler('migrations apply'), env)
      if (code !== 0) throw new Error(`wrangler did not apply the migrations:\n${output.trim()}`)
    },
  }
}

/** The rows of `wrangler d1 execute --json`, which may say other things before. */
export function rowsOf(output: string): readonly Row[] {
  const start = output.search(/^\[\s*\{/m)
  const [answer] = JSON.parse(output.slice(start, output.lastIndexOf(']') + 1)) as [
    { readonly results: readonly Row[]; readonly success: boolean },
  ]
  return answer.results
}
