import * as Plot from '@observablehq/plot'
import { COLOURS, drawPlot } from './plot.ts'

/** Answers of about one confidence, and how many of them were right. */
export interface ReliabilityBin {
  readonly count: number
  /** Mean confidence of its answers. */
  readonly confidence: number
  readonly accuracy: number
}

const BINS = 15

/** Reliability diagram's bins (Guo et al. 2017): 15 of equal width, those without an answer left out. */
export function reliabilityBins(
  answers: readonly { readonly confidence: number; readonly correct: boolean }[],
): ReliabilityBin[] {
  const bins = Map.groupBy(answers, ({ confidence }) =>
    Math.min(BINS - 1, Math.floor(BINS * confidence)),
  )
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([, members]) => ({
      count: members.length,
      confidence: mean(members.map(({ confidence }) => confidence)),
      accuracy: mean(members.map(({ correct }) => (correct ? 1 : 0))),
    }))
}

/** Accuracy against confidence: a calibrated model lies on the diagonal. The size of a dot is its share of answers. */
export function calibrationChart(bins: readonly ReliabilityBin[]): string {
  return drawPlot('Accuracy of answers against their confidence', {
    x: { label: 'confidence', domain: [0, 1], grid: true },
    y: { label: 'accuracy', domain: [0, 1], grid: true },
    r: { range: [2, 14] },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: COLOURS.neutral, strokeDasharray: '4 4' },
      ),
      Plot.line(bins, { x: 'confidence', y: 'accuracy', stroke: COLOURS.validation }),
      Plot.dot(bins, { x: 'confidence', y: 'accuracy', r: 'count', fill: COLOURS.validation }),
    ],
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
