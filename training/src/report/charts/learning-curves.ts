import * as Plot from '@observablehq/plot'
import type { EpochRecord } from '../../loop/history.ts'
import { COLOURS, drawPlot } from './plot.ts'

/** Loss on training and validation by epoch, on a logarithmic axis. */
export function lossCurve(history: readonly EpochRecord[]): string {
  const series = history.flatMap(({ epoch, loss, validationLoss }) => [
    { epoch, loss, part: 'training, augmented' },
    { epoch, loss: validationLoss, part: 'validation' },
  ])
  return drawPlot('Loss by epoch, training and validation', {
    x: { label: 'epoch', ticks: epochTicks(history) },
    y: { label: 'cross entropy', type: 'log', grid: true, tickFormat: String },
    marks: [
      Plot.lineY(series, { x: 'epoch', y: 'loss', stroke: colourOf, strokeWidth: 2 }),
      Plot.text(series.slice(-2), {
        x: 'epoch',
        y: 'loss',
        text: 'part',
        fill: colourOf,
        textAnchor: 'end',
        dy: -10,
      }),
    ],
  })
}

/** Error of validation by source and epoch. */
export function errorCurve(history: readonly EpochRecord[]): string {
  const series = history.flatMap(({ epoch, validation }) =>
    Object.entries(validation).map(([source, { accuracy, count }]) => ({
      epoch,
      source,
      // Half of an error stands for none, which a logarithm cannot show.
      error: 100 * Math.max(1 - accuracy, 0.5 / count),
    })),
  )
  const last = series.filter(({ epoch }) => epoch === history.at(-1)?.epoch)
  return drawPlot('Error on validation by epoch and source', {
    x: { label: 'epoch', ticks: epochTicks(history) },
    y: { label: 'error, %', type: 'log', grid: true, tickFormat: String },
    marginRight: 80,
    color: { scheme: 'observable10' },
    marks: [
      Plot.lineY(series, { x: 'epoch', y: 'error', stroke: 'source', strokeWidth: 2 }),
      Plot.text(last, {
        x: 'epoch',
        y: 'error',
        text: 'source',
        fill: 'source',
        textAnchor: 'start',
        dx: 6,
      }),
    ],
  })
}

function colourOf({ part }: { readonly part: string }): string {
  return part === 'validation' ? COLOURS.validation : COLOURS.training
}

function epochTicks(history: readonly EpochRecord[]): number {
  return Math.min(10, Math.max(1, history.length - 1))
}
