import { markdownTable } from '../../../scripts/support/report-blocks.ts'

export interface FuzzRun {
  /** The first case. */
  readonly from: number
  readonly cases: number
  /** How many cases ended in a valid answer or in the error of this code. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Processor time of the slowest case. */
  readonly slowestMs: number
  /** MB that the heap and what belongs to it grew by in one case, at most. */
  readonly largestMB: number
}

/** What `npm run fuzz -- --record` keeps: by kernel, the last run that came to its end. */
export type FuzzResult = Readonly<Record<string, FuzzRun>>

/** A row for each kernel that was tried, a column for each way in which a case may end. */
export function fuzzReport(result: FuzzResult): string {
  const runs = Object.entries(result)
  const codes = [...new Set(runs.flatMap(([, { outcomes }]) => Object.keys(outcomes)))].sort()
  const heads = codes.map((code) => (code === 'valid' ? 'valid answer' : `\`${code}\``))
  const rows = runs.map(([kernel, { cases, outcomes, slowestMs, largestMB }]) => [
    `\`${kernel}\``,
    cases.toLocaleString('en'),
    ...codes.map((code) => (outcomes[code] ?? 0).toLocaleString('en')),
    slowestMs.toFixed(0),
    largestMB.toFixed(1),
  ])
  return markdownTable(['kernel', 'files', ...heads, 'slowest, ms', 'most memory, MB'], rows)
}
