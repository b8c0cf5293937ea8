import { describe, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { ServedModel } from '../model-store.ts'
import { analyticsSink, COLUMNS, type DataPoint } from './analytics.ts'
import { createLogger, logSink } from './log.ts'
import { observe, type RecordSink } from './observe.ts'
import type { RequestRecord } from './request-record.ts'

const SECRET = 271_828
const INK = JSON.stringify({ strokes: [[[SECRET, 1, 2], { x: 3, y: SECRET }]], topK: 2 })

const model: ServedModel = {
  id: 'digits',
  version: '1.2.3',
  kernel: 'js',
  labels: ['0', '1'],
  classify: async (inputs) =>
    inputs.map(() => ({ candidates: [{ label: '1', probability: 0.75 }], rejected: true })),
}

function setup(sink?: RecordSink, served: () => Promise<ServedModel> = async () => model) {
  const records: RequestRecord[] = []
  const points: DataPoint[] = []
  const lines: string[] = []
  const onSinkError = vi.fn()
  const logger = createLogger({ level: 'debug', write: (_, line) => lines.push(line) })
  let time = 0
  const observer = observe({
    sinks: [
      ...(sink ? [sink] : []),
      analyticsSink({ writeDataPoint: (point) => points.push(point) }),
      logSink(logger),
      (record) => records.push(record),
    ],
    onSinkError,
    clock: () => (time += 4),
    now: () => 1000,
  })
  const app = createApp({
    models: { ids: ['digits'], get: served, files: () => ({ manifest: {}, files: {} }) },
    log: (message, error, c) =>
      logger.log('error', message, { requestId: c?.var.requestId }, error),
    before: [observer.middleware],
    onAnswer: observer.onAnswer,
  })
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.request('/classify', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  return { app, post, records, points, lines, onSinkError }
}

describe('each request', () => {
  it('has an id, of its own or as it came, in answer and log', async () => {
    const { post, lines } = setup()
    const own = (await post(INK)).headers.get('x-request-id')
    expect(own).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.parse(lines[0])).toMatchObject({ requestId: own, route: '/classify', status: 200 })
    const given = await post(INK, { 'x-request-id': 'trace-0123:a.b_c' })
    expect(given.headers.get('x-request-id')).toBe('trace-0123:a.b_c')
    expect(lines[1]).toContain('trace-0123:a.b_c')
  })

  it.each(['short', 'a b c d e f g', '{"x":"12345678"}', 'x'.repeat(65)])(
    'does not take %j for an id',
    async (id) => {
      const { post } = setup()
      const answered = (await post(INK, { 'x-request-id': id })).headers.get('x-request-id')
      expect(answered).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  it('is recorded with route, status, model, duration, batch, probability and rejection', async () => {
    const { post, records, points } = setup()
    await post('{"inks":[{"strokes":[[[0,0]]]},{"strokes":[[[0,0]]]}]}')
    expect(records[0]).toMatchObject({
      route: '/classify',
      method: 'POST',
      status: 200,
      duration: 4,
      time: 1000,
      classification: { model: { id: 'digits', version: '1.2.3' }, batch: 2, rejected: 2 },
    })
    const [{ indexes, blobs, doubles }] = points
    expect(indexes).toEqual(['/classify'])
    const column = (name: string) =>
      [...blobs, ...doubles][
        Number(name.at(-1)) - 1 + (name.startsWith('double') ? blobs.length : 0)
      ]
    const row = Object.fromEntries(
      Object.entries(COLUMNS).map(([key, name]) => [key, column(name)]),
    )
    expect(row).toEqual({
      route: '/classify',
      method: 'POST',
      model: 'digits',
      version: '1.2.3',
      label: '1',
      status: 200,
      duration: 4,
      batch: 2,
      topProbability: 0.75,
      rejected: 2,
    })
  })

  it('is recorded when it is refused, fails or leads nowhere, under few routes', async () => {
    const { app, post, records } = setup(undefined, async () => {
      throw new ProblemError('model-unavailable', 'away', { cause: new Error('checksum') })
    })
    await post('{')
    await post(INK)
    await app.request('/problems/not-found')
    for (const path of ['/a', '/b/c', '/wp-login.php']) await app.request(path)
    expect(records.map(({ route, status }) => `${route} ${status}`)).toEqual([
      '/classify 400',
      '/classify 503',
      '/problems/:code 200',
      '* 404',
      '* 404',
      '* 404',
    ])
  })
})

describe('whoever records', () => {
  it('may fail: the request is answered all the same, and the failure told once', async () => {
    const { post, records, points, onSinkError } = setup(() => {
      throw new Error('Analytics is away')
    })
    expect((await post(INK)).status).toBe(200)
    expect((await post(INK)).status).toBe(200)
    expect(records).toHaveLength(2)
    expect(points).toHaveLength(2)
    expect(onSinkError).toHaveBeenCalledTimes(1)
  })

  it('may be missing: without a dataset nothing is written', () => {
    expect(() => analyticsSink(undefined)).not.toThrow()
  })
})

describe('the log', () => {
  it('never has the ink, whatever happens to the request', async () => {
    const failing = async (): Promise<ServedModel> => ({
      ...model,
      classify: () => Promise.reject(new TypeError('injected', { cause: 'and its cause' })),
    })
    const log: string[] = []
    for (const served of [async () => model, failing]) {
      const { post, lines, points } = setup(undefined, served)
      await post(INK)
      await post(INK.slice(0, -3))
      await post(INK.replace('strokes', `s${SECRET}`))
      await post(INK, { 'content-type': `text/${SECRET}` })
      await post(INK, { 'x-request-id': `{${SECRET}}` })
      log.push(...lines, ...points.map((point) => JSON.stringify(point)))
    }
    expect(log.join()).toContain('injected')
    expect(log.join()).toContain('and its cause')
    expect(log.join()).not.toContain(`${SECRET}`)
  })

  it('is one line of JSON for each thing, whatever is in it', () => {
    const lines: string[] = []
    const { log } = createLogger({ write: (_, line) => lines.push(line), now: () => 0 })
    log('error', 'first\nsecond', { route: '"\n' }, new Error('a\nb'))
    expect(lines[0]).not.toContain('\n')
    expect(JSON.parse(lines[0])).toMatchObject({
      time: '1970-01-01T00:00:00.000Z',
      message: 'first\nsecond',
      error: { name: 'Error', message: 'a\nb' },
    })
  })

  it('leaves out what is below its level', () => {
    const lines: string[] = []
    const { log } = createLogger({ level: 'error', write: (_, line) => lines.push(line) })
    log('info', 'left out')
    log('error', 'kept')
    expect(lines).toHaveLength(1)
  })
})
