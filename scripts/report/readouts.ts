import type { Evaluation } from '../../training/src/evaluate/evaluation.ts'
import { markdownTable, percent } from '../support/report-blocks.ts'

/** What the paper's network gets on MNIST's test images, as a row for each read-out. */
export function readoutsTable(evaluations: Readonly<Record<string, Evaluation>>): string {
  const rows = Object.entries(evaluations).flatMap(([readout, { scores }]) =>
    scores
      .filter(({ set }) => set === 'mnist')
      .map(({ count, correct, accuracy, interval }) => [
        `\`${readout}\``,
        `${correct} of ${count}`,
        percent(accuracy),
        interval.map(percent).join(' to '),
      ]),
  )
  return markdownTable(['read-out', 'right', 'accuracy', '95 % interval'], rows)
}
