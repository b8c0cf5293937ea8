import { beforeEach, describe, expect, it } from 'vitest'
import { env, runInDurableObject } from '../../test/durable-object.ts'
import { toDataPoint } from '../observability/analytics.ts'
import type { RequestRecord } from '../observability/request-record.ts'
import { createAnalyticsWindow } from './analytics-window.ts'
import { type Counters, count, emptyCounters } from './counters.ts'
import { createMemoryStore } from './memory-store.ts'
import { monitorStub } from './monitor-stub.ts'
import { KEPT_MINUTES, MINUTE_MS } from './window-source.ts'

const START = Date.UTC(2026, 0, 1)

function recordOf(i: number): RequestRecord {
  const best = { label: `${i % 3}`, probability: (i % 50) / 50 }
  return {
    requestId: `request-${i}`,
    route: '/classify',
    method: 'POST',
    status: i % 7 === 0 ? 503 : 200,
    duration: (i % 40) * 11.5,
    time: START + i * 1000,
    ...(i % 7 !== 0 && {
      classification: {
        model: { id: 'digits', version: i % 2 === 0 ? '1.0.0' : '1.1.0' },
        batch: 1,
        rejected: i % 5 === 0 ? 1 : 0,
        best: [best],
      },
    }),
  }
}

const RECORDS = Array.from({ length: 200 }, (_, i) => recordOf(i))

function counted(records: readonly RequestRecord[]): Counters {
  const counters = emptyCounters()
  for (const record of records) count(counters, record)
  return counters
}

let instance = 0
const durable = () => {
  const name = `test-${instance++}`
  return monitorStub({ getByName: () => env.MONITOR.getByName(name) })
}

describe.each([
  ['in memory', createMemoryStore],
  ['in a Durable Object', durable],
])('counts %s', (_, create) => {
  let store: ReturnType<typeof create>
  beforeEach(() => {
    store = create()
  })

  it('add up by the minute, also when they come together', async () => {
    await Promise.all(RECORDS.map((record) => store.add(record.time, counted([record]))))
    expect(await store.read(START, START + 10 * MINUTE_MS)).toEqual(counted(RECORDS))
    expect(await store.read(START + MINUTE_MS, START + 2 * MINUTE_MS)).toEqual(
      counted(RECORDS.slice(60, 120)),
    )
    expect(await store.read(0, START)).toEqual(emptyCounters())
  })

  it('are forgotten when they are old', async () => {
    await store.add(START, counted(RECORDS))
    await store.add(START + KEPT_MINUTES * MINUTE_MS, counted([RECORDS[0]]))
    const all = await store.read(0, START + 2 * KEPT_MINUTES * MINUTE_MS)
    expect(all.requests).toBe(1)
  })

  it('keep incidents', async () => {
    expect(await store.load()).toEqual({})
    const finding = {
      rule: 'error-rate',
      value: 1,
      threshold: 0,
      sample: 9,
      isCrossed: true,
    } as const
    await store.save({ 'error-rate': { finding, since: START } })
    expect(await store.load()).toEqual({ 'error-rate': { finding, since: START } })
  })
})

describe('a window of Analytics Engine', () => {
  /** Stands for the SQL API: SQLite, over the data points that were written. Each row stands for `weight` requests. */
  async function sqlApi(records: readonly RequestRecord[], weight: number): Promise<typeof fetch> {
    const stub = env.MONITOR.getByName(`sql-${instance++}`)
    const blobs = [1, 2, 3, 4, 5].map((i) => `blob${i} TEXT`)
    const doubles = [1, 2, 3, 4, 5].map((i) => `double${i} REAL`)
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      const columns = ['timestamp', '_sample_interval', ...blobs, ...doubles]
      sql.exec(`CREATE TABLE edgeink_requests (${columns.join()})`)
      for (const record of records) {
        const { blobs, doubles } = toDataPoint(record)
        const row = [record.time / 1000, weight, ...blobs, ...doubles]
        sql.exec(`INSERT INTO edgeink_requests VALUES (${row.map(() => '?').join()})`, ...row)
      }
    })
    return async (url, init) => {
      expect(url).toBe('https://api.cloudflare.com/client/v4/accounts/abc/analytics_engine/sql')
      expect(new Headers(init?.headers).get('authorization')).toBe('Bearer token')
      const query = String(init?.body)
        .replaceAll(/toDateTime\((\d+)\)/g, '$1')
        .replaceAll(/\bif\(/g, 'iif(')
        .replace(' FORMAT JSON', '')
      const data = await runInDurableObject(stub, (_, { storage: { sql } }) =>
        sql.exec(query).toArray(),
      )
      return Response.json({ data })
    }
  }
  const options = { accountId: 'abc', token: 'token', dataset: 'edgeink_requests' }

  it('counts as we count ourselves', async () => {
    const source = createAnalyticsWindow({ ...options, fetch: await sqlApi(RECORDS, 1) })
    expect(await source.read(START, START + 10 * MINUTE_MS)).toEqual(counted(RECORDS))
    expect(await source.read(START + MINUTE_MS, START + 2 * MINUTE_MS)).toEqual(
      counted(RECORDS.slice(60, 120)),
    )
  })

  it('counts each sampled row as often as it stands for', async () => {
    const source = createAnalyticsWindow({ ...options, fetch: await sqlApi(RECORDS, 3) })
    const window = await source.read(START, START + 10 * MINUTE_MS)
    expect(window).toEqual(counted([...RECORDS, ...RECORDS, ...RECORDS]))
  })

  it('is an error without the API’s answer, and names neither account nor token', async () => {
    for (const answer of [new Response('no', { status: 403 }), Response.json({ errors: [] })]) {
      const source = createAnalyticsWindow({ ...options, fetch: async () => answer.clone() })
      const failure = source.read(0, 1).catch((error: Error) => error)
      expect(await failure).toMatchObject({ code: 'ANALYTICS' })
      expect(String(await failure)).not.toMatch(/abc|Bearer/)
    }
  })

  it('refuses a dataset’s name that could change a query', () => {
    expect(() => createAnalyticsWindow({ ...options, dataset: 'a; DROP' })).toThrow(/dataset/)
  })
})
