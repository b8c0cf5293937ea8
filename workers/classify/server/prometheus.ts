// `/metrics` for Prometheus. Series are few, whatever is asked for: routes are patterns, models and labels those that
// are served.
import { CONFIDENCE_EDGES } from '@edgeink/engine/wasm'
import { Hono } from 'hono/tiny'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { AppEnv, AppRoute } from '../src/app-env.ts'
import { DURATION_EDGES } from '../src/monitoring/counters.ts'
import type { RecordSink } from '../src/observability/observe.ts'

export interface Prometheus {
  readonly sink: RecordSink
  readonly route: AppRoute
}

export function createPrometheus(): Prometheus {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const metrics = createMetrics(registry)
  const route = new Hono<AppEnv>().get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  )
  return { route, sink: (record) => note(metrics, record) }
}

type Metrics = ReturnType<typeof createMetrics>

function createMetrics(registry: Registry) {
  const registers = [registry]
  return {
    requests: new Counter({
      name: 'edgeink_requests_total',
      help: 'Requests answered.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: 'edgeink_request_duration_seconds',
      help: 'From the head of a request to the head of its answer.',
      labelNames: ['route'],
      buckets: DURATION_EDGES.map((milliseconds) => milliseconds / 1000),
      registers,
    }),
    batch: new Histogram({
      name: 'edgeink_batch_inks',
      help: 'Inks or images in a request.',
      labelNames: ['model'],
      buckets: [1, 2, 4, 8, 16, 32, 64],
      registers,
    }),
    rejected: new Counter({
      name: 'edgeink_rejected_total',
      help: 'Inks or images that the model was not sure of.',
      labelNames: ['model'],
      registers,
    }),
    answers: new Counter({
      name: 'edgeink_answers_total',
      help: 'Best candidates by label.',
      labelNames: ['model', 'label'],
      registers,
    }),
    confidence: new Histogram({
      name: 'edgeink_top_probability',
      help: 'Probability of the best candidate.',
      labelNames: ['model'],
      buckets: [...CONFIDENCE_EDGES],
      registers,
    }),
  }
}

function note(metrics: Metrics, record: Parameters<RecordSink>[0]): void {
  const { route, method, status, duration, classification } = record
  metrics.requests.inc({ route, method, status })
  metrics.duration.observe({ route }, duration / 1000)
  if (!classification) return
  const model = `${classification.model.id}@${classification.model.version}`
  metrics.batch.observe({ model }, classification.batch)
  metrics.rejected.inc({ model }, classification.rejected)
  for (const { label, probability } of classification.best) {
    metrics.answers.inc({ model, label })
    metrics.confidence.observe({ model }, probability)
  }
}
