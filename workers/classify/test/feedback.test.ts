import { type FeedbackReceipt, LIMITS } from '@edgeink/protocol'
import fc from 'fast-check'
import { Hono } from 'hono'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AppEnv } from '../src/app-env.ts'
import type { Bindings } from '../src/environment.ts'
import { deleteExpiredFeedback } from '../src/feedback/retention.ts'
import { feedbackRoute } from '../src/feedback/route.ts'
import type { SqlDatabase } from '../src/feedback/sql-database.ts'
import { createFeedbackStore } from '../src/feedback/store.ts'
import { onError } from '../src/http/answers.ts'
import worker from '../src/index.ts'
import { migratedDatabase } from './bindings.ts'
import { CORRECTION } from './feedback-store-contract.ts'
import { fetchWorker, problemOf } from './request.ts'

let database: SqlDatabase
let env: Bindings

beforeAll(async () => {
  database = await migratedDatabase()
  env = { FEEDBACK_DB: database }
})

afterEach(() => {
  vi.restoreAllMocks()
})

function send(body: unknown, bindings = env): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fetchWorker('/feedback', { method: 'POST', headers, body: text }, bindings)
}

function takeBack(id: string, headers: Record<string, string>, bindings = env) {
  return fetchWorker(`/feedback/${id}`, { method: 'DELETE', headers }, bindings)
}

async function stored(id: string): Promise<Record<string, unknown> | null> {
  return database.prepare('SELECT * FROM feedback WHERE id = ?').bind(id).first()
}

/** Everything that the worker tells its operator meanwhile, as one text. */
function watchLogs(): () => string {
  const spies = (['error', 'warn', 'info', 'log', 'debug'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation(() => {}),
  )
  return () => spies.flatMap(({ mock }) => mock.calls.map((call) => call.map(String).join())).join()
}

describe('POST /feedback', () => {
  it('keeps a correction and answers with what takes it back', async () => {
    const response = await send(CORRECTION)
    expect(response.status).toBe(201)
    const receipt = (await response.json()) as FeedbackReceipt
    expect(response.headers.get('location')).toBe(`/feedback/${receipt.id}`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await stored(receipt.id)).toMatchObject({ label: '7', predicted: '1' })
  })

  it('keeps nothing without consent, or of what has not the expected shape', async () => {
    const count = async () => database.prepare('SELECT count(*) AS n FROM feedback').bind().first()
    const before = await count()
    for (const [path, change] of [
      ['/consent', { consent: false }],
      ['/consent', { consent: undefined }],
      ['/label', { label: '' }],
      ['/strokes', { strokes: [] }],
      ['/name', { name: 'Anna' }],
    ] as const) {
      const problem = await problemOf(await send({ ...CORRECTION, ...change }))
      expect(problem).toMatchObject({ status: 422, errors: [expect.objectContaining({ path })] })
    }
    const tooMany = [new Array(LIMITS.points + 1).fill([0, 0])]
    expect((await send({ ...CORRECTION, strokes: tooMany })).status).toBe(422)
    expect((await send('{')).status).toBe(400)
    expect(await count()).toEqual(before)
  })

  it('answers whatever is sent with a receipt or a problem of the sender', async () => {
    const orAnything = <T>(value: T) => fc.oneof(fc.constant(value), fc.jsonValue())
    const { strokes, predicted, label, model, consent } = CORRECTION
    const body = fc.record({
      strokes: orAnything(strokes),
      predicted: orAnything(predicted),
      label: orAnything(label),
      model: orAnything(model),
      consent: orAnything(consent),
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, fc.jsonValue()), async (value) => {
        const response = await send(value, { ...env, LOG_LEVEL: 'silent' })
        if (response.status !== 201) expect((await problemOf(response)).status).toBeLessThan(500)
      }),
      { numRuns: 100, seed: 31 },
    )
  })
})

describe('DELETE /feedback/:id', () => {
  it('takes a correction back with its token, once', async () => {
    const { id, token } = (await (await send(CORRECTION)).json()) as FeedbackReceipt
    expect((await takeBack(id, { 'feedback-token': token })).status).toBe(204)
    expect(await stored(id)).toBeNull()
    expect((await takeBack(id, { 'feedback-token': token })).status).toBe(404)
  })

  it('says the same of a wrong token and of an id that never was', async () => {
    const { id } = (await (await send(CORRECTION)).json()) as FeedbackReceipt
    const wrong = await problemOf(await takeBack(id, { 'feedback-token': 'x'.repeat(43) }))
    const unknown = await problemOf(await takeBack('0', { 'feedback-token': 'x'.repeat(43) }))
    expect(wrong).toEqual(unknown)
    expect(wrong.status).toBe(404)
    expect((await problemOf(await takeBack(id, {}))).status).toBe(422)
    expect(await stored(id)).not.toBeNull()
  })
})

describe('feedback that is not configured', () => {
  it('is not there', async () => {
    expect((await problemOf(await send(CORRECTION, {}))).status).toBe(404)
    expect((await problemOf(await takeBack('0', { 'feedback-token': 'x' }, {}))).status).toBe(404)
  })
})

describe('feedback whose database is away', () => {
  const fail = async () => {
    throw new Error('D1_ERROR: no such table: feedback')
  }
  const away: SqlDatabase = {
    prepare: () => ({
      bind: () => ({ ...away.prepare(''), run: fail, first: fail }),
      run: fail,
      first: fail,
    }),
  }

  it('is answered with 503 and told to the operator, and the rest goes on', async () => {
    const logs = watchLogs()
    const bindings = { FEEDBACK_DB: away }
    expect(await problemOf(await send(CORRECTION, bindings))).toMatchObject({
      status: 503,
      code: 'feedback-unavailable',
      detail: expect.not.stringContaining('D1_ERROR'),
    })
    expect((await takeBack('0', { 'feedback-token': 'x' }, bindings)).status).toBe(503)
    expect(logs()).toContain('D1_ERROR: no such table')
    expect((await fetchWorker('/problems/not-found', {}, bindings)).status).toBe(200)
  })

  it('is answered with 503 when it does not answer at all', async () => {
    const hang = () => new Promise<never>(() => {})
    const store = { add: hang, remove: hang, removeBefore: hang }
    const app = new Hono<AppEnv>().route('/', feedbackRoute({ store, timeout: 5 }))
    app.onError(onError(() => {}))
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(CORRECTION) }
    expect((await problemOf(await app.request('/feedback', init))).status).toBe(503)
  })

  it('does not stop what else is scheduled', async () => {
    const log = vi.fn()
    expect(await deleteExpiredFeedback(createFeedbackStore(away), 180, log)).toBe(0)
    expect(log).toHaveBeenCalledOnce()
  })
})

describe('the ink of a correction', () => {
  it('is in no log, whether it is kept, refused or lost', async () => {
    const logs = watchLogs()
    const secret = 271_828_182
    const strokes = [[[secret, secret]]]
    const bodies = [
      { ...CORRECTION, strokes },
      { ...CORRECTION, strokes, consent: false },
      { ...CORRECTION, strokes: [[[secret, 'x']]] },
      `{"strokes": [[[${secret}`,
    ]
    const failing: SqlDatabase = {
      prepare: (query) => database.prepare(query.replace('feedback', 'no_such_table')),
    }
    for (const FEEDBACK_DB of [database, failing]) {
      for (const body of bodies) await send(body, { FEEDBACK_DB, LOG_LEVEL: 'debug' })
    }
    expect(logs()).toContain('no_such_table')
    expect(logs()).not.toContain(String(secret))
  })

  it('is deleted when it is older than the days configured', async () => {
    const day = 86_400_000
    const now = Date.UTC(2026, 6, 1)
    const add = (age: number) =>
      createFeedbackStore(database, () => now - age * day).add(CORRECTION)
    const [old, young] = [await add(31), await add(29)]
    const bindings = { FEEDBACK_DB: database, FEEDBACK_RETENTION_DAYS: '30' }
    await worker.scheduled({ scheduledTime: now }, bindings)
    expect(await stored(old.id)).toBeNull()
    expect(await stored(young.id)).not.toBeNull()
  })
})
