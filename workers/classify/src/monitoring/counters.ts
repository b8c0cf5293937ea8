// What happened in a span of time, as counts that add up: across requests, isolates and minutes.
import { CONFIDENCE_BINS, confidenceBin } from '@edgeink/engine/wasm'
import type { RequestRecord } from '../observability/request-record.ts'

/** Inner edges of the bins of duration, in milliseconds. */
export const DURATION_EDGES: readonly number[] = [
  1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000,
]

/** Counts of one version of a model. */
export interface ModelCounters {
  /** Inks and images. */
  inks: number
  rejected: number
  /** Best candidates by label. */
  labels: Record<string, number>
  /** Probabilities of best candidates, in the bins of `CONFIDENCE_EDGES`. */
  confidence: number[]
}

export interface Counters {
  requests: number
  /** Answered with a status of 500 or more. */
  errors: number
  /** Requests by duration, in the bins of {@link DURATION_EDGES}. */
  durations: number[]
  /** By `id@version`. */
  models: Record<string, ModelCounters>
}

export function emptyCounters(): Counters {
  return { requests: 0, errors: 0, durations: zeros(DURATION_EDGES.length + 1), models: {} }
}

export function emptyModelCounters(): ModelCounters {
  return { inks: 0, rejected: 0, labels: {}, confidence: zeros(CONFIDENCE_BINS) }
}

/** Counts one more request. */
export function count(counters: Counters, record: RequestRecord): void {
  counters.requests++
  if (record.status >= 500) counters.errors++
  counters.durations[durationBin(record.duration)]++
  if (!record.classification) return
  const { model, batch, rejected, best } = record.classification
  const counts = modelCounters(counters, `${model.id}@${model.version}`)
  counts.inks += batch
  counts.rejected += rejected
  for (const { label, probability } of best) {
    counts.labels[label] = (counts.labels[label] ?? 0) + 1
    counts.confidence[confidenceBin(probability)]++
  }
}

/** Adds `more` to `counters`. */
export function addCounters(counters: Counters, more: Counters): void {
  counters.requests += more.requests
  counters.errors += more.errors
  addTo(counters.durations, more.durations)
  for (const [name, counts] of Object.entries(more.models)) {
    const sum = modelCounters(counters, name)
    sum.inks += counts.inks
    sum.rejected += counts.rejected
    addTo(sum.confidence, counts.confidence)
    for (const [label, n] of Object.entries(counts.labels)) {
      sum.labels[label] = (sum.labels[label] ?? 0) + n
    }
  }
}

/** The bin of a duration; one on an edge belongs to the bin below. */
export function durationBin(milliseconds: number): number {
  let bin = 0
  while (bin < DURATION_EDGES.length && milliseconds > DURATION_EDGES[bin]) bin++
  return bin
}

/** An upper bound of a quantile: the upper edge of its bin, Infinity beyond the last; undefined of nothing. */
export function durationQuantile(durations: readonly number[], q: number): number | undefined {
  const total = durations.reduce((sum, n) => sum + n, 0)
  if (total === 0) return undefined
  let seen = 0
  const bin = durations.findIndex((n) => {
    seen += n
    return seen >= q * total
  })
  return DURATION_EDGES[bin] ?? Number.POSITIVE_INFINITY
}

function modelCounters({ models }: Counters, name: string): ModelCounters {
  models[name] ??= emptyModelCounters()
  return models[name]
}

function addTo(sums: number[], more: readonly number[]): void {
  for (let i = 0; i < sums.length; i++) sums[i] += more[i] ?? 0
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0)
}
