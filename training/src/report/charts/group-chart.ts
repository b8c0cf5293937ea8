import * as Plot from '@observablehq/plot'
import type { GroupScore } from '../../evaluate/score.ts'
import { COLOURS, drawPlot } from './plot.ts'

/** Accuracy of groups, such as contributors or writers, with the intervals that their sizes allow. */
export function groupChart(label: string, groups: readonly GroupScore[]): string {
  const rows = groups.map(({ name, count, accuracy, interval: [low, high] }) => ({
    name: `${name} (${count})`,
    accuracy: 100 * accuracy,
    low: 100 * low,
    high: 100 * high,
  }))
  return drawPlot(label, {
    height: 60 + 20 * rows.length,
    marginLeft: 190,
    x: { label: 'accuracy, %', grid: true, domain: [Math.min(...rows.map(({ low }) => low)), 100] },
    y: { label: null, domain: rows.map(({ name }) => name) },
    marks: [
      Plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'high', stroke: COLOURS.neutral }),
      Plot.dot(rows, { x: 'accuracy', y: 'name', fill: COLOURS.validation, r: 4 }),
    ],
  })
}
