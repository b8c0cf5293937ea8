import * as Plot from '@observablehq/plot'
import { drawPlot } from './plot.ts'

/** How a network does under a deformation: the mean of its seeds, and the worst and the best of them. */
export interface DeformedPoint {
  readonly network: string
  readonly deformation: string
  readonly accuracy: number
  readonly low: number
  readonly high: number
}

/** A picture that stands alone takes the reader's theme by itself. */
const THEME =
  '<style>svg{color:#3d4450}@media(prefers-color-scheme:dark){svg{color:#c9d1dc}}</style>'

/** Error of networks under deformations, a band for each deformation. */
export function deformedChart(points: readonly DeformedPoint[]): string {
  const rows = points.map(({ network, deformation, accuracy, low, high }) => ({
    network,
    deformation,
    error: 100 * (1 - accuracy),
    least: 100 * (1 - high),
    most: 100 * (1 - low),
  }))
  const networks = [...new Set(rows.map(({ network }) => network))]
  const deformations = [...new Set(rows.map(({ deformation }) => deformation))]
  return standalone(
    drawPlot('Error by deformation and network', {
      width: 720,
      height: 60 + deformations.length * (12 + 14 * networks.length),
      marginLeft: 120,
      marginRight: 90,
      x: { label: 'error, %', grid: true, nice: true },
      y: { label: null, domain: networks },
      fy: { label: null, domain: deformations },
      color: { scheme: 'observable10', domain: networks },
      marks: [
        Plot.barX(rows, { x: 'error', y: 'network', fy: 'deformation', fill: 'network' }),
        Plot.ruleY(rows, {
          x1: 'least',
          x2: 'most',
          y: 'network',
          fy: 'deformation',
          stroke: 'currentColor',
        }),
      ],
    }),
  )
}

/** Samples a second of training at a batch size, on a backend. */
export interface BatchPoint {
  readonly backend: string
  readonly batch: number
  readonly samplesPerSecond: number
}

/** Speed by batch size, relative to batch 64 of the same backend: what the paper's 1.8× is about. */
export function batchChart(points: readonly BatchPoint[]): string {
  const rows = points.flatMap(({ backend, batch, samplesPerSecond }) => {
    const base = points.find((point) => point.backend === backend && point.batch === 64)
    return base ? [{ backend, batch, factor: samplesPerSecond / base.samplesPerSecond }] : []
  })
  const claimed = [{ batch: 128, factor: 1.8 }]
  return standalone(
    drawPlot('Speed of training by batch size, relative to batch 64', {
      marginRight: 60,
      x: { label: 'batch size', type: 'log', base: 2, tickFormat: String, ticks: [...sizes(rows)] },
      y: { label: '× batch 64', grid: true, zero: true },
      color: { scheme: 'observable10' },
      marks: [
        Plot.lineY(rows, { x: 'batch', y: 'factor', stroke: 'backend', marker: true }),
        Plot.text(lastOfEach(rows), {
          x: 'batch',
          y: 'factor',
          text: 'backend',
          fill: 'backend',
          textAnchor: 'start',
          dx: 8,
        }),
        Plot.dot(claimed, { x: 'batch', y: 'factor', symbol: 'times', stroke: 'currentColor' }),
        Plot.text(claimed, {
          x: 'batch',
          y: 'factor',
          text: () => 'the paper',
          fill: 'currentColor',
          dy: -10,
        }),
      ],
    }),
  )
}

function sizes(rows: readonly { readonly batch: number }[]): Set<number> {
  return new Set(rows.map(({ batch }) => batch))
}

function lastOfEach<Row extends { readonly backend: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.backend, row])).values()]
}

/** Plot's own style is for pages; a file has the theme in its place. */
function standalone(svg: string): string {
  const plain = svg.replace(/<style>[\s\S]*?<\/style>/, '')
  return `${plain.replace(/^<svg([^>]*)>/, `<svg xmlns="http://www.w3.org/2000/svg"$1>${THEME}`)}\n`
}
