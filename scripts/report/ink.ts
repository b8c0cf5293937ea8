import { markdownTable } from '../support/report-blocks.ts'

interface MatchRow {
  readonly source: string
  readonly penWidth?: number
  readonly count: number
  readonly mass: number
  readonly strokeWidth: number
  readonly side: number
}

/** What `npm run bench ink-match` writes. */
export interface InkMatch {
  readonly mnist: MatchRow
  readonly rows: readonly MatchRow[]
}

/** What `npm run bench ink` writes. */
export interface InkSpeed {
  readonly machine: { readonly node: string; readonly cpu: string }
  readonly inks: { readonly count: number }
  readonly timings: readonly { readonly name: string; readonly median: number }[]
}

/** Rasterized ink beside MNIST, for the pen that is the default. */
export function inkMatchTable({ mnist, rows }: InkMatch, penWidth: number): string {
  const ours = rows.filter((row) => row.penWidth === penWidth)
  const cells = [mnist, ...ours].map((row) => [
    row.source,
    row.count.toLocaleString('en'),
    row.mass.toFixed(1),
    row.strokeWidth.toFixed(2),
    row.side.toFixed(2),
  ])
  return markdownTable(
    ['ink', 'digits', 'mean mass', 'mean stroke width, px', 'longer side, px'],
    cells,
  )
}

/** Time to make each view. */
export function inkSpeedTable({ machine, inks, timings }: InkSpeed): string {
  const rows = timings.map(({ name, median }) => [`\`${name}\``, median.toFixed(1)])
  const table = markdownTable(['view', 'µs an ink, median'], rows)
  return `${table}\n\n${inks.count.toLocaleString('en')} digits, ${machine.cpu}, Node ${machine.node}.`
}
