import type { ModelReference } from '@edgeink/engine/wasm'
import { type Counters, durationQuantile, type ModelCounters } from './counters.ts'
import { stabilityIndex } from './psi.ts'

/** When an alert is due. */
export interface Thresholds {
  /** Share of requests answered with 500 or more. */
  readonly errorRate: number
  /** Milliseconds below which 95 of 100 requests should be. */
  readonly p95: number
  /** Share of inks that a model rejects. */
  readonly rejectedRate: number
  /** Population stability index of labels and of confidence against the manifest's reference. */
  readonly drift: number
  /** Requests below which rates say nothing. */
  readonly minRequests: number
  /** Inks of a model below which its rates and distributions say nothing. */
  readonly minInks: number
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  errorRate: 0.01,
  p95: 500,
  // The model is fitted to reject 1 % of validation.
  rejectedRate: 0.1,
  drift: 0.25,
  minRequests: 50,
  minInks: 300,
}

export const RULES = [
  'error-rate',
  'latency-p95',
  'rejected-rate',
  'label-drift',
  'confidence-drift',
] as const

export type Rule = (typeof RULES)[number]

/** What one rule says of a window. */
export interface Finding {
  readonly rule: Rule
  /** `id@version`; absent where the rule is about the service. */
  readonly model?: string
  readonly value: number
  readonly threshold: number
  readonly isCrossed: boolean
  /** Requests or inks that it was judged by. */
  readonly sample: number
}

/** What drift of a model is measured against. */
export interface Reference extends ModelReference {
  /** In the order of `labels`. */
  readonly names: readonly string[]
}

/** By `id@version`. */
export type References = Readonly<Record<string, Reference>>

/** Judges a window. Rules with too few observations are silent: no finding is neither good nor bad news. */
export function checkWindow(
  window: Counters,
  references: References,
  thresholds: Thresholds,
): Finding[] {
  const models = Object.entries(window.models).flatMap(([model, counts]) =>
    checkModel(model, counts, references[model], thresholds),
  )
  return [...checkService(window, thresholds), ...models]
}

function checkService(window: Counters, thresholds: Thresholds): Finding[] {
  const { requests, errors, durations } = window
  if (requests < Math.max(1, thresholds.minRequests)) return []
  const p95 = durationQuantile(durations, 0.95) ?? 0
  return [
    finding('error-rate', errors / requests, thresholds.errorRate, requests),
    finding('latency-p95', p95, thresholds.p95, requests),
  ]
}

function checkModel(
  model: string,
  { inks, rejected, labels, confidence }: ModelCounters,
  reference: Reference | undefined,
  { minInks, rejectedRate, drift }: Thresholds,
): Finding[] {
  const findings: Finding[] = []
  if (inks >= Math.max(1, minInks)) {
    findings.push(finding('rejected-rate', rejected / inks, rejectedRate, inks, model))
  }
  // From Analytics Engine come the first inks of requests only, fewer than all.
  const seen = confidence.reduce((sum, n) => sum + n, 0)
  if (!reference || seen < Math.max(1, minInks)) return findings
  const counts = reference.names.map((name) => labels[name] ?? 0)
  const byLabel = stabilityIndex(reference.labels, counts)
  const byConfidence = stabilityIndex(reference.confidence, confidence)
  return [
    ...findings,
    finding('label-drift', byLabel, drift, seen, model),
    finding('confidence-drift', byConfidence, drift, seen, model),
  ]
}

function finding(
  rule: Rule,
  value: number,
  threshold: number,
  sample: number,
  model?: string,
): Finding {
  return { rule, ...(model && { model }), value, threshold, sample, isCrossed: value > threshold }
}
