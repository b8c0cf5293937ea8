// The window from Workers Analytics Engine, by its SQL API. https://developers.cloudflare.com/analytics/analytics-engine/sql-api/
import { CONFIDENCE_EDGES } from '@edgeink/engine/wasm'
import { COLUMNS } from '../observability/analytics.ts'
import {
  type Counters,
  DURATION_EDGES,
  emptyCounters,
  emptyModelCounters,
  type ModelCounters,
} from './counters.ts'
import type { WindowSource } from './window-source.ts'

export interface AnalyticsWindowOptions {
  readonly accountId: string
  /** An API token with the permission Account Analytics: Read. */
  readonly token: string
  /** Name of the dataset, as in wrangler.jsonc. */
  readonly dataset: string
  readonly fetch?: typeof fetch
}

/** Raised when the SQL API refuses, or answers with something else than rows. */
export class AnalyticsError extends Error {
  override readonly name = 'AnalyticsError'
  readonly code = 'ANALYTICS'
}

type Row = Readonly<Record<string, string | number | undefined>>

const API = 'https://api.cloudflare.com/client/v4/accounts'

/** Table names cannot be escaped in a query. */
const DATASET = /^[A-Za-z0-9_]{1,64}$/

/**
 * Reads windows from Analytics Engine. It sees all isolates at once and loses nothing, but samples when there is much,
 * knows of each request's first ink only, and needs a token.
 *
 * @throws {AnalyticsError} for a dataset's name that is none
 */
export function createAnalyticsWindow(options: AnalyticsWindowOptions): WindowSource {
  const { accountId, token, dataset } = options
  if (!DATASET.test(dataset)) throw new AnalyticsError(`expected a dataset's name, got ${dataset}`)
  const send = options.fetch ?? fetch
  const query = async (sql: string): Promise<readonly Row[]> => {
    const response = await send(`${API}/${encodeURIComponent(accountId)}/analytics_engine/sql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: sql,
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new AnalyticsError(`expected rows from the SQL API, got status ${response.status}`)
    }
    const { data } = (await response.json()) as { data?: readonly Row[] }
    if (Array.isArray(data)) return data
    throw new AnalyticsError('expected rows from the SQL API, got another answer')
  }
  return {
    name: 'analytics-engine',
    async read(from, to) {
      const span = spanOf(from, to)
      const [requests, models, answers] = await Promise.all([
        query(requestsQuery(dataset, span)),
        query(modelsQuery(dataset, span)),
        query(answersQuery(dataset, span)),
      ])
      return toCounters(requests, models, answers)
    },
  }
}

const WEIGHT = '_sample_interval'
const MODEL = `${COLUMNS.model}, ${COLUMNS.version}`

function spanOf(from: number, to: number): string {
  const seconds = (time: number) => `toDateTime(${Math.floor(time / 1000)})`
  return `timestamp >= ${seconds(from)} AND timestamp < ${seconds(to)}`
}

function requestsQuery(dataset: string, span: string): string {
  return `SELECT ${binOf(COLUMNS.duration, DURATION_EDGES, '>')} AS bin, SUM(${WEIGHT}) AS requests, SUM(if(${COLUMNS.status} >= 500, ${WEIGHT}, 0)) AS errors FROM ${dataset} WHERE ${span} GROUP BY bin FORMAT JSON`
}

function modelsQuery(dataset: string, span: string): string {
  return `SELECT ${MODEL}, SUM(${COLUMNS.batch} * ${WEIGHT}) AS inks, SUM(${COLUMNS.rejected} * ${WEIGHT}) AS rejected FROM ${dataset} WHERE ${span} AND ${COLUMNS.model} != '' GROUP BY ${MODEL} FORMAT JSON`
}

function answersQuery(dataset: string, span: string): string {
  const bin = binOf(COLUMNS.topProbability, CONFIDENCE_EDGES, '>=')
  return `SELECT ${MODEL}, ${COLUMNS.label}, ${bin} AS bin, SUM(${WEIGHT}) AS n FROM ${dataset} WHERE ${span} AND ${COLUMNS.label} != '' GROUP BY ${MODEL}, ${COLUMNS.label}, bin FORMAT JSON`
}

/** The number of edges that a column has passed: its bin. */
function binOf(column: string, edges: readonly number[], passes: '>' | '>='): string {
  return edges.map((edge) => `if(${column} ${passes} ${edge}, 1, 0)`).join(' + ')
}

function toCounters(
  requests: readonly Row[],
  models: readonly Row[],
  answers: readonly Row[],
): Counters {
  const counters = emptyCounters()
  for (const row of requests) {
    counters.requests += Number(row.requests)
    counters.errors += Number(row.errors)
    counters.durations[Number(row.bin)] += Number(row.requests)
  }
  for (const row of models) {
    const counts = countersOf(counters, row)
    counts.inks += Number(row.inks)
    counts.rejected += Number(row.rejected)
  }
  for (const row of answers) {
    const counts = countersOf(counters, row)
    const label = String(row[COLUMNS.label])
    counts.labels[label] = (counts.labels[label] ?? 0) + Number(row.n)
    counts.confidence[Number(row.bin)] += Number(row.n)
  }
  return counters
}

function countersOf({ models }: Counters, row: Row): ModelCounters {
  const name = `${row[COLUMNS.model]}@${row[COLUMNS.version]}`
  models[name] ??= emptyModelCounters()
  return models[name]
}
