import type { Counters } from './counters.ts'
import type { OpenIncidents } from './incidents.ts'

/** Where the monitor has its figures from. Two answer on Workers (`monitor-object.ts`, `analytics-window.ts`), one in a container. */
export interface WindowSource {
  /** For the log. */
  readonly name: string
  /** What happened from one time to another, in milliseconds since 1970, to the minute. */
  read(from: number, to: number): Promise<Counters>
}

/** Keeps counts by the minute. */
export interface CounterStore extends WindowSource {
  /** Adds to the minute that `time` lies in. */
  add(time: number, counters: Counters): Promise<void>
}

/** Keeps what is open from one run of the monitor to the next. */
export interface IncidentStore {
  load(): Promise<OpenIncidents>
  save(open: OpenIncidents): Promise<void>
}

export const MINUTE_MS = 60_000

/** How long counts are kept. */
export const KEPT_MINUTES = 120

export function minuteOf(time: number): number {
  return Math.floor(time / MINUTE_MS)
}
