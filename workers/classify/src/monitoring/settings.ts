// What monitoring reads of the environment.
import { EnvironmentError } from '../environment-error.ts'
import type { AnalyticsDataset } from '../observability/analytics.ts'
import { LOG_LEVELS, type LogLevel } from '../observability/log.ts'
import type { AnalyticsWindowOptions } from './analytics-window.ts'
import { DEFAULT_THRESHOLDS, type Thresholds } from './checks.ts'
import type { MonitorNamespace } from './monitor-stub.ts'

export interface MonitoringBindings {
  /** A dataset of Workers Analytics Engine. Not bound: no data points. */
  readonly METRICS?: AnalyticsDataset
  /** The Durable Object that adds up counts. Not bound: none are kept. */
  readonly MONITOR?: MonitorNamespace
  /** Least level of what is logged: debug, info, warn, error or silent. Not set: warn, which leaves out requests that did not fail. */
  readonly LOG_LEVEL?: string
  /** A secret: where alerts are posted. Not set: they are logged only. */
  readonly ALERT_WEBHOOK?: string
  /** Names this deployment in alerts, such as production. */
  readonly DEPLOYMENT?: string
  /** With the token: windows come from Analytics Engine rather than from MONITOR. */
  readonly ANALYTICS_ACCOUNT_ID?: string
  /** A secret. */
  readonly ANALYTICS_TOKEN?: string
  readonly ANALYTICS_DATASET?: string
  readonly MONITOR_WINDOW_MINUTES?: string
  readonly ALERT_ERROR_RATE?: string
  readonly ALERT_P95_MS?: string
  readonly ALERT_REJECTED_RATE?: string
  readonly ALERT_DRIFT_PSI?: string
  readonly ALERT_MIN_REQUESTS?: string
  readonly ALERT_MIN_INKS?: string
}

export interface MonitoringSettings {
  readonly metrics: AnalyticsDataset | undefined
  readonly monitor: MonitorNamespace | undefined
  readonly logLevel: LogLevel
  readonly webhook: string | undefined
  readonly deployment: string | undefined
  readonly analytics: AnalyticsWindowOptions | undefined
  readonly windowMinutes: number
  readonly thresholds: Thresholds
}

/** Reads a number of `env` within bounds, or its default: `readNumber` of environment.ts. */
export type ReadNumber = (
  env: object,
  name: string,
  fallback: number,
  bounds: readonly [number, number],
) => number

const DEFAULT_WINDOW_MINUTES = 15
const DEFAULT_DATASET = 'edgeink_requests'

/** @throws {EnvironmentError} that names the variable, what was expected and what was found */
export function readMonitoring(env: MonitoringBindings, read: ReadNumber): MonitoringSettings {
  const whole: readonly [number, number] = [0, 1e9]
  return {
    metrics: env.METRICS,
    monitor: env.MONITOR,
    logLevel: readLogLevel(env.LOG_LEVEL),
    webhook: readWebhook(env.ALERT_WEBHOOK),
    deployment: env.DEPLOYMENT || undefined,
    analytics: readAnalytics(env),
    windowMinutes: read(env, 'MONITOR_WINDOW_MINUTES', DEFAULT_WINDOW_MINUTES, [1, 60]),
    thresholds: {
      errorRate: read(env, 'ALERT_ERROR_RATE', DEFAULT_THRESHOLDS.errorRate, [0, 1]),
      p95: read(env, 'ALERT_P95_MS', DEFAULT_THRESHOLDS.p95, [1, 60_000]),
      rejectedRate: read(env, 'ALERT_REJECTED_RATE', DEFAULT_THRESHOLDS.rejectedRate, [0, 1]),
      drift: read(env, 'ALERT_DRIFT_PSI', DEFAULT_THRESHOLDS.drift, [0, 100]),
      minRequests: read(env, 'ALERT_MIN_REQUESTS', DEFAULT_THRESHOLDS.minRequests, whole),
      minInks: read(env, 'ALERT_MIN_INKS', DEFAULT_THRESHOLDS.minInks, whole),
    },
  }
}

function readLogLevel(level = 'warn'): LogLevel {
  if (LOG_LEVELS.includes(level as LogLevel)) return level as LogLevel
  throw new EnvironmentError(
    `LOG_LEVEL: expected one of ${LOG_LEVELS.join(', ')}, got ${JSON.stringify(level)}`,
  )
}

function readWebhook(url: string | undefined): string | undefined {
  if (!url) return undefined
  // The address is a secret: the message must not repeat it.
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw new EnvironmentError('ALERT_WEBHOOK: expected an http(s) address, got something else')
}

function readAnalytics(env: MonitoringBindings): AnalyticsWindowOptions | undefined {
  const { ANALYTICS_ACCOUNT_ID: accountId, ANALYTICS_TOKEN: token } = env
  if (!accountId && !token) return undefined
  const dataset = env.ANALYTICS_DATASET || DEFAULT_DATASET
  if (accountId && token) return { accountId, token, dataset }
  const missing = accountId ? 'ANALYTICS_TOKEN' : 'ANALYTICS_ACCOUNT_ID'
  throw new EnvironmentError(
    `${missing}: expected it beside the other of ANALYTICS_ACCOUNT_ID and ANALYTICS_TOKEN, got nothing; set both or neither`,
  )
}
