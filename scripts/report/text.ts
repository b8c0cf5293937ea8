import type { TextScore } from '../../bench/src/text/score.ts'
import { markdownTable, percent } from '../support/report-blocks.ts'

/** What `npm run bench text` writes. */
export interface TextResult {
  readonly command: string
  readonly model: { readonly id: string; readonly version: string; readonly kernel: string }
  readonly scores: Readonly<Record<'all' | 'source' | 'spacing' | 'length' | 'words', TextScore[]>>
}

/** Characters read right: of all numbers, by source, spacing and length, and of rows with spaces. */
export function textTable({ command, model, scores }: TextResult): string {
  const { all, source, spacing, length, words } = scores
  const digits = length.map((score) => ({ ...score, name: `${score.name} digits` }))
  const rows = [...all, ...source, ...spacing, ...digits, ...words].map(cellsOf)
  const head = ['numbers', 'rows', 'characters right', 'accuracy', '95 % interval', 'whole rows']
  const how = `\`${command}\`: ${model.id} ${model.version}, kernel ${model.kernel}.`
  return `${markdownTable(head, rows)}\n\n${how}`
}

function cellsOf({ name, rows, right, characters, accuracy, interval, wholeRows }: TextScore) {
  const of = `${right} of ${characters}`
  return [
    name,
    String(rows),
    of,
    percent(accuracy),
    interval.map(percent).join(' to '),
    percent(wholeRows / rows),
  ]
}
