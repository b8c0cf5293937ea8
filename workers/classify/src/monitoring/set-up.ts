// Puts observability and monitoring together for one deployment: what a request is told to, and who looks at it later.
import { analyticsSink } from '../observability/analytics.ts'
import { createLogger, type Logger, logSink } from '../observability/log.ts'
import { type Clocks, type Observer, observe, type RecordSink } from '../observability/observe.ts'
import { createAnalyticsWindow } from './analytics-window.ts'
import { bufferCounters } from './counter-buffer.ts'
import { createMonitor, type Monitor } from './monitor.ts'
import { referencesOf } from './references.ts'
import type { MonitoringSettings } from './settings.ts'
import { createWebhook } from './webhook.ts'
import type { CounterStore, IncidentStore } from './window-source.ts'

export interface Watch {
  readonly observer: Observer
  readonly logger: Logger
  /** Undefined where nothing keeps counts. */
  readonly monitor: Monitor | undefined
}

export interface WatchOptions {
  readonly settings: MonitoringSettings
  /** Of the models that are served. */
  readonly manifests: readonly unknown[]
  /** Keeps counts and incidents. Undefined: nothing is monitored. */
  readonly store: (CounterStore & IncidentStore) | undefined
  /** More that is told of each request. Default: nothing. */
  readonly sinks?: readonly RecordSink[]
  readonly logger?: Logger
  /** Default: the runtime's clocks. */
  readonly clocks?: Clocks
}

export function setUpWatch(options: WatchOptions): Watch {
  const { settings, store, sinks = [], clocks } = options
  const logger = options.logger ?? createLogger({ level: settings.logLevel })
  const counting = store ? [countingSink(store, logger)] : []
  return {
    logger,
    observer: observe({
      ...clocks,
      sinks: [analyticsSink(settings.metrics), ...counting, ...sinks, logSink(logger)],
      onSinkError: (error) =>
        logger.log(
          'error',
          'requests could not be recorded; they are answered all the same',
          {},
          error,
        ),
    }),
    monitor: store && createMonitorFor(options, store, logger),
  }
}

function countingSink(store: CounterStore, logger: Logger): RecordSink {
  return bufferCounters(store, {
    onError: (error) =>
      logger.log('error', 'counts could not be stored; they are kept for the next try', {}, error),
  })
}

function createMonitorFor(
  { settings, manifests }: WatchOptions,
  store: CounterStore & IncidentStore,
  logger: Logger,
): Monitor {
  const { analytics, webhook, deployment, thresholds, windowMinutes } = settings
  return createMonitor({
    source: analytics ? createAnalyticsWindow(analytics) : store,
    incidents: store,
    references: referencesOf(manifests),
    thresholds,
    windowMinutes,
    logger,
    ...(webhook && { send: createWebhook({ url: webhook, deployment }) }),
  })
}
