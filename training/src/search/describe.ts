import * as Plot from '@observablehq/plot'
import { drawPlot } from '../report/charts/plot.ts'
import type { SearchState, TrialRecord } from './search.ts'

/** The trials as lines of a table, the best of the longest rung first. */
export function searchTable({ space, records }: SearchState): string {
  const keys = Object.keys(space.space)
  const head = ['rung', 'epochs', 'trial', 'accuracy', 'loss', ...keys]
  const rows = ordered(records).map((record) => [
    String(record.rung),
    String(record.epochs),
    String(record.trial),
    `${(100 * record.accuracy).toFixed(2)} %`,
    record.loss.toFixed(4),
    ...keys.map((key) => JSON.stringify(record.config[key as keyof typeof record.config])),
  ])
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)))
  return [head, ...rows]
    .map((row) => row.map((cell, i) => cell.padStart(widths[i])).join('  '))
    .join('\n')
}

/** Error on validation by epochs, a line for each trial, as SVG: how the rungs thin them out. */
export function searchPlot({ records }: SearchState): string {
  const points = records.map(({ trial, epochs, accuracy }) => ({
    trial: `trial ${trial}`,
    epochs,
    error: 100 * (1 - accuracy),
  }))
  return drawPlot('Error on validation of each trial by its epochs', {
    marginRight: 70,
    x: { label: 'epochs', type: 'log', ticks: [...new Set(points.map(({ epochs }) => epochs))] },
    y: { label: 'error, %', grid: true, zero: true },
    color: { scheme: 'turbo' },
    marks: [
      Plot.lineY(points, {
        x: 'epochs',
        y: 'error',
        z: 'trial',
        stroke: 'trial',
        strokeWidth: 1.5,
      }),
      Plot.dot(points, { x: 'epochs', y: 'error', fill: 'trial', r: 4 }),
      Plot.text(points, {
        x: 'epochs',
        y: 'error',
        text: 'trial',
        fill: 'trial',
        dx: 8,
        textAnchor: 'start',
      }),
    ],
  })
}

function ordered(records: readonly TrialRecord[]): TrialRecord[] {
  return [...records].sort((a, b) => b.rung - a.rung || b.accuracy - a.accuracy || a.loss - b.loss)
}
