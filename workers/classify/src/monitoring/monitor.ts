import type { Logger } from '../observability/log.ts'
import { checkWindow, type References, type Thresholds } from './checks.ts'
import type { Counters } from './counters.ts'
import { type Alert, afterAlert, alertsOf, type OpenIncidents } from './incidents.ts'
import type { SendAlert } from './webhook.ts'
import { type IncidentStore, MINUTE_MS, minuteOf, type WindowSource } from './window-source.ts'

export interface MonitorOptions {
  readonly source: WindowSource
  readonly incidents: IncidentStore
  readonly references: References
  readonly thresholds: Thresholds
  /** Minutes that a window covers. */
  readonly windowMinutes: number
  /** Absent: alerts are logged only. */
  readonly send?: SendAlert
  readonly logger: Logger
}

/** Looks at the last window; run it at regular times. */
export interface Monitor {
  /**
   * Judges the whole minutes before `now` and tells what has changed. An alert that the webhook refuses stays due:
   * the next run sends it. Never throws: what fails is logged.
   *
   * @param now - milliseconds since 1970
   * @returns the alerts that were delivered
   */
  run(now: number): Promise<readonly Alert[]>
}

export function createMonitor(options: MonitorOptions): Monitor {
  const { source, incidents, references, thresholds, windowMinutes, logger } = options
  return {
    async run(now) {
      try {
        const to = minuteOf(now) * MINUTE_MS
        const window = await source.read(to - windowMinutes * MINUTE_MS, to)
        sayWhatIsUnchecked(window, references, logger)
        const findings = checkWindow(window, references, thresholds)
        const open = await incidents.load()
        return await deliver(options, open, alertsOf(open, findings, now))
      } catch (error) {
        logger.log('error', 'the monitor could not look at the last window', {}, error)
        return []
      }
    },
  }
}

async function deliver(
  { incidents, send, logger }: MonitorOptions,
  before: OpenIncidents,
  alerts: readonly Alert[],
): Promise<Alert[]> {
  const delivered: Alert[] = []
  let open = before
  for (const alert of alerts) {
    const { event, finding } = alert
    const { rule, model, value, threshold, sample } = finding
    const fields = { rule, model, value, threshold, sample }
    logger.log('warn', `incident ${event}`, fields)
    try {
      await send?.(alert)
      open = afterAlert(open, alert)
      // At once: whoever was told must not be told again, should the next one fail.
      await incidents.save(open)
      delivered.push(alert)
    } catch (error) {
      logger.log(
        'error',
        'an alert could not be delivered; the next run tries again',
        fields,
        error,
      )
    }
  }
  return delivered
}

function sayWhatIsUnchecked(window: Counters, references: References, logger: Logger): void {
  for (const model of Object.keys(window.models)) {
    if (references[model]) continue
    logger.log('info', 'drift is not checked: the manifest has no reference distribution', {
      model,
    })
  }
}
