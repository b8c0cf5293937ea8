import { type EngineResult, engineTables } from '../../bench/src/engine/tables.ts'
import { markdownTable } from '../support/report-blocks.ts'

interface AgreementRow {
  readonly set: string
  readonly file: string
  readonly kernel: string
  readonly count: number
  readonly sameArgmax: number
  readonly correct: number
  readonly referenceCorrect: number
  readonly maxProbabilityError: number
}

/** What `npm run bench engine` writes. */
export interface EngineBench extends EngineResult {
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number }
  readonly model: string
  readonly inks: string
  readonly rounds: number
  readonly unit: string
}

/** Speed and size beside the peers, and how they were measured. */
export function engineReport(result: EngineBench): string {
  const { machine, model, inks, rounds, unit } = result
  const how = `\`npm run bench engine\`: ${model}, ${inks}; ${unit} (${rounds}). ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}.`
  return `${engineTables(result)}\n\n${how}`
}

/** Each kernel against float64, as `npm run bench agreement` writes it. */
export function agreementTable({ rows }: { readonly rows: readonly AgreementRow[] }): string {
  return markdownTable(
    [
      'set',
      'file',
      'kernel',
      'same answer',
      'right',
      'right in float64',
      'greatest error of a probability',
    ],
    rows.map((row) => [
      row.set,
      `\`${row.file}\``,
      `\`${row.kernel}\``,
      `${row.sameArgmax} of ${row.count}`,
      String(row.correct),
      String(row.referenceCorrect),
      row.maxProbabilityError.toExponential(1),
    ]),
  )
}
