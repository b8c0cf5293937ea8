import { markdownTable } from '../../../scripts/support/report-blocks.ts'
import type { Outcomes } from './run.ts'

export interface FuzzHttpRun {
  /** The first case. */
  readonly from: number
  readonly requests: number
  readonly outcomes: Outcomes
}

/** What `npm run fuzz:http -- --record` keeps: by server, the last run that came to its end. */
export type FuzzHttpResult = Readonly<Record<string, FuzzHttpRun>>

/** Both runs as one where the second begins at the case at which the first ended; else the second. */
export function joined(first: FuzzHttpRun | undefined, second: FuzzHttpRun): FuzzHttpRun {
  if (!first || first.from + first.requests !== second.from) return second
  const outcomes: Record<string, number> = { ...first.outcomes }
  for (const [status, count] of Object.entries(second.outcomes)) {
    outcomes[status] = (outcomes[status] ?? 0) + count
  }
  return { from: first.from, requests: first.requests + second.requests, outcomes }
}

/** A row for each server that was tried, a column for each status that was answered. */
export function fuzzHttpReport(result: FuzzHttpResult): string {
  const runs = Object.entries(result)
  const statuses = [...new Set(runs.flatMap(([, { outcomes }]) => Object.keys(outcomes)))].sort()
  const rows = runs.map(([server, { requests, outcomes }]) => [
    server,
    requests.toLocaleString('en'),
    ...statuses.map((status) => `${outcomes[status] ?? 0}`),
  ])
  return markdownTable(['server', 'requests', ...statuses], rows)
}
