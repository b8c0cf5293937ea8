import { CONFIDENCE_EDGES } from '@edgeink/engine/wasm'
import { describe, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import type { ServedModel } from '../model-store.ts'
import { createLogger } from '../observability/log.ts'
import { DEFAULT_THRESHOLDS } from './checks.ts'
import { emptyCounters } from './counters.ts'
import { createMemoryStore } from './memory-store.ts'
import { setUpWatch } from './set-up.ts'
import { createWebhook } from './webhook.ts'
import { MINUTE_MS } from './window-source.ts'

const LABELS = ['0', '1', '2', '3']
const REFERENCE = {
  labels: [0.25, 0.25, 0.25, 0.25],
  confidence: [0, 0, 0, 0, 0.1, 0, 0, 0, 0.1, 0.8],
}
const START = Date.UTC(2026, 0, 1)

/** What the simulated model and its surroundings do now. */
interface Weather {
  labels: readonly string[]
  probabilities: readonly number[]
  rejects: boolean
  fails: boolean
  milliseconds: number
}

const FAIR: Weather = {
  labels: LABELS,
  // As the reference: one of ten below 0.95, one below 0.999.
  probabilities: [0.92, 0.996, ...new Array<number>(8).fill(0.9995)],
  rejects: false,
  fails: false,
  milliseconds: 3,
}

/** An app whose model and clocks are simulated, a monitor that looks at it, and a webhook that notes what it is sent. */
function setup({ reference = true }: { reference?: boolean } = {}) {
  const weather = { ...FAIR }
  const store = createMemoryStore()
  const posts: Record<string, unknown>[] = []
  const hook = { status: 200 }
  const lines: string[] = []
  let now = START
  let answered = 0
  const model: ServedModel = {
    id: 'digits',
    version: '1.0.0',
    kernel: 'js',
    labels: LABELS,
    classify: async () => {
      now += weather.milliseconds
      if (weather.fails) throw new Error('injected')
      const label = weather.labels[answered % weather.labels.length]
      const probability = weather.probabilities[answered % weather.probabilities.length]
      answered++
      return [{ candidates: [{ label, probability }], rejected: weather.rejects }]
    },
  }
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    if (hook.status < 300) posts.push(JSON.parse(String(init.body)))
    return new Response(null, { status: hook.status })
  })
  const start = () =>
    setUpWatch({
      settings: {
        metrics: undefined,
        monitor: undefined,
        logLevel: 'info',
        webhook: 'https://hook.test/secret',
        deployment: 'test',
        analytics: undefined,
        windowMinutes: 5,
        thresholds: { ...DEFAULT_THRESHOLDS, minInks: 100 },
      },
      manifests: [manifest(reference)],
      store,
      logger: createLogger({ level: 'info', write: (_, line) => lines.push(line) }),
      clocks: { now: () => now, clock: () => now },
    })
  const { observer, monitor } = start()
  const app = createApp({
    models: { ids: ['digits'], get: async () => model, files: () => ({ manifest: {}, files: {} }) },
    log: () => {},
    before: [observer.middleware],
    onAnswer: observer.onAnswer,
  })
  /** Five minutes of traffic, thirty requests each, and then the monitor's turn. */
  const fiveMinutes = async (change: Partial<Weather> = {}, run = monitor!.run) => {
    Object.assign(weather, FAIR, change)
    for (let minute = 0; minute < 5; minute++) {
      const begin = now
      for (let i = 0; i < 30; i++) {
        now = begin + i * 2000
        await app.request('/classify', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"strokes":[[[0,0],[1,1]]]}',
        })
      }
      now = begin + MINUTE_MS
    }
    // The next minute's first request carries the last counts to the store.
    await app.request('/healthz')
    return run(now)
  }
  const restarted = () => start().monitor!.run
  return { fiveMinutes, posts, hook, lines, restarted, store, monitor: monitor!, clock: () => now }
}

function manifest(hasReference: boolean) {
  return {
    format: 'edgeink-model/1',
    id: 'digits',
    version: '1.0.0',
    labels: LABELS,
    views: [{ input: 'raster/1', file: 'a', sha256: '0'.repeat(64), bytes: 1, weight: 1 }],
    temperature: 1,
    reject: { threshold: 0.5 },
    ...(hasReference && { reference: REFERENCE }),
  }
}

const events = (alerts: readonly { event: string; finding: { rule: string } }[]) =>
  alerts.map(({ event, finding }) => `${event} ${finding.rule}`)

describe('the monitor', () => {
  it('is silent while traffic is as the reference says', async () => {
    const { fiveMinutes, posts } = setup()
    for (let i = 0; i < 3; i++) expect(await fiveMinutes()).toEqual([])
    expect(posts).toEqual([])
  })

  it.each<[string, Partial<Weather>, string[]]>([
    ['requests that fail', { fails: true }, ['error-rate']],
    ['slow answers', { milliseconds: 550 }, ['latency-p95']],
    ['rejected inks', { rejects: true }, ['rejected-rate']],
    ['other labels than the reference', { labels: ['1', '1', '1', '0'] }, ['label-drift']],
    ['less confidence', { probabilities: [0.6, 0.75, 0.85] }, ['confidence-drift']],
  ])('tells of %s once, and once more when they are over', async (_, change, rules) => {
    const { fiveMinutes, posts } = setup()
    expect(await fiveMinutes()).toEqual([])
    expect(events(await fiveMinutes(change))).toEqual(rules.map((rule) => `opened ${rule}`))
    expect(await fiveMinutes(change)).toEqual([])
    expect(events(await fiveMinutes())).toEqual(rules.map((rule) => `closed ${rule}`))
    expect(await fiveMinutes()).toEqual([])
    expect(posts.map(({ event, rule }) => `${event} ${rule}`)).toEqual([
      ...rules.map((rule) => `opened ${rule}`),
      ...rules.map((rule) => `closed ${rule}`),
    ])
    expect(posts[0].incident).toBe(posts[1].incident)
    expect(posts[0].text).toContain('edgeink test')
  })

  it('sends again what the webhook refused, and once only', async () => {
    const { fiveMinutes, posts, hook, lines } = setup()
    hook.status = 500
    expect(await fiveMinutes({ fails: true })).toEqual([])
    expect(lines.join()).toContain('an alert could not be delivered')
    expect(lines.join()).not.toContain('secret')
    hook.status = 200
    expect(await fiveMinutes({ fails: true })).toHaveLength(1)
    expect(await fiveMinutes({ fails: true })).toEqual([])
    expect(posts).toHaveLength(1)
  })

  it('knows after a restart what it has told', async () => {
    const { fiveMinutes, posts, restarted } = setup()
    await fiveMinutes({ fails: true })
    expect(await fiveMinutes({ fails: true }, restarted())).toEqual([])
    expect(events(await fiveMinutes({}, restarted()))).toEqual(['closed error-rate'])
    expect(posts).toHaveLength(2)
  })

  it('takes silence for no news: an incident stays open without traffic', async () => {
    const { fiveMinutes, monitor, clock } = setup()
    await fiveMinutes({ fails: true })
    expect(await monitor.run(clock() + 60 * MINUTE_MS)).toEqual([])
    expect(events(await fiveMinutes())).toEqual(['closed error-rate'])
  })

  it('does not judge drift without a reference, and says so', async () => {
    const { fiveMinutes, lines } = setup({ reference: false })
    expect(await fiveMinutes({ labels: ['1'] })).toEqual([])
    expect(lines.join()).toContain('the manifest has no reference distribution')
  })

  it('logs that it could not look, and looks again the next time', async () => {
    const { fiveMinutes, lines, store } = setup()
    const read = vi.spyOn(store, 'read').mockRejectedValueOnce(new Error('away'))
    expect(await fiveMinutes({ fails: true })).toEqual([])
    expect(lines.join()).toContain('the monitor could not look')
    read.mockRestore()
    expect(await fiveMinutes({ fails: true })).toHaveLength(1)
  })

  it('loses no counts while the store is away', async () => {
    const { fiveMinutes, lines, store } = setup()
    const add = vi.spyOn(store, 'add').mockRejectedValue(new Error('away'))
    await fiveMinutes()
    add.mockRestore()
    await fiveMinutes()
    expect((await store.read(START, START + 60 * MINUTE_MS)).requests).toBeGreaterThanOrEqual(301)
    expect(lines.filter((line) => line.includes('counts could not be stored'))).toHaveLength(1)
  })
})

describe('the reference of these tests', () => {
  it('has a share for each bin of confidence', () => {
    expect(REFERENCE.confidence).toHaveLength(CONFIDENCE_EDGES.length + 1)
    expect(emptyCounters().models).toEqual({})
  })
})

describe('a webhook', () => {
  it('is given up after its time', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    const send = createWebhook({ url: 'https://hook.test', fetch: never, timeoutMs: 1 })
    const finding = {
      rule: 'error-rate',
      value: 1,
      threshold: 0,
      sample: 1,
      isCrossed: true,
    } as const
    await expect(send({ event: 'opened', finding, since: 0, at: 0 })).rejects.toMatchObject({
      code: 'WEBHOOK',
    })
  })
})
