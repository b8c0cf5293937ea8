import type { Alert } from './incidents.ts'
import { incidentKey } from './incidents.ts'

/** Delivers one alert, or throws. */
export type SendAlert = (alert: Alert) => Promise<void>

/** Raised when a webhook does not take an alert; the monitor tries again with its next run. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly code = 'WEBHOOK'
}

export interface WebhookOptions {
  readonly url: string
  /** Names the deployment in the text, such as `production`. */
  readonly deployment?: string
  readonly fetch?: typeof fetch
  /** Default 10,000. */
  readonly timeoutMs?: number
}

/**
 * Posts alerts as JSON: `text` for people (Slack, Mattermost and Teams workflows show it), the rest for programs.
 *
 * @throws {WebhookError} when the address does not answer with 2xx in time
 */
export function createWebhook(options: WebhookOptions): SendAlert {
  const { url, deployment, timeoutMs = 10_000 } = options
  const send = options.fetch ?? fetch
  return async (alert) => {
    const body = JSON.stringify({
      text: textOf(alert, deployment),
      deployment,
      ...payloadOf(alert),
    })
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause) => {
      throw new WebhookError('expected the webhook to answer, got no answer', { cause })
    })
    await response.body?.cancel()
    if (response.ok) return
    throw new WebhookError(`expected the webhook to answer 2xx, got ${response.status}`)
  }
}

function payloadOf({ event, finding, since, at }: Alert) {
  return {
    event,
    incident: `${incidentKey(finding)}#${since}`,
    rule: finding.rule,
    model: finding.model,
    value: Number.isFinite(finding.value) ? finding.value : null,
    threshold: finding.threshold,
    sample: finding.sample,
    since: new Date(since).toISOString(),
    at: new Date(at).toISOString(),
  }
}

const TITLES = {
  'error-rate': 'share of failed requests',
  'latency-p95': '95th percentile of latency, ms',
  'rejected-rate': 'share of rejected inks',
  'label-drift': 'drift of the labels (PSI)',
  'confidence-drift': 'drift of the confidence (PSI)',
} as const

function textOf({ event, finding, since, at }: Alert, deployment: string | undefined): string {
  const { rule, model, value, threshold, sample } = finding
  const subject = ['edgeink', deployment, model].filter(Boolean).join(' ')
  const figures = `${TITLES[rule]} ${Number(value.toPrecision(3))}, threshold ${threshold}, of ${sample}`
  if (event === 'opened') return `🔴 ${subject}: ${figures}`
  return `🟢 ${subject}: ${figures}; over after ${Math.round((at - since) / 60_000)} min`
}
