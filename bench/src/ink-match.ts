/**
 * `npm run bench ink-match`: do rasterized strokes look like MNIST? Mass, stroke width, box and centre of MNIST's
 * training images beside those of Pendigits and UNIPEN, rasterized with several pens. `rasterize` takes its default
 * pen width and its centre from here. Training parts only: no test image or writer has a say.
 */
import { RASTER_LENGTH, RASTER_SIZE, rasterize } from '@edgeink/ink'
import {
  type InkSample,
  loadMnist,
  loadPendigits,
  loadUnipen,
  type RasterSample,
} from '../../training/src/data/index.ts'
import { printTable, writeResult } from './result.ts'

const PEN_WIDTHS = [2, 2.25, 2.5, 2.75, 3]

/** A pixel at least this dark lies inside the box of the ink: the pen's edge falls in the middle of such a pixel. */
const INSIDE = 0.5

/** Pixels this dark are fully inked, but for rounding. */
const FULL = 0.98

/** Of one raster; lengths and positions in pixels. */
interface Measure {
  /** Sum of all pixels. */
  readonly mass: number
  /** Twice the mass over the length of the outline. For a long stroke, sharp or soft, that is its width. */
  readonly strokeWidth: number
  /** Pixels with any ink, and pixels full of it: their difference tells how soft the edge is. */
  readonly inked: number
  readonly full: number
  /** Longer side of the box. */
  readonly side: number
  /** Centre of mass, as indices of column and row. */
  readonly centreX: number
  readonly centreY: number
}

function measure(raster: Float32Array): Measure {
  let mass = 0
  let sumX = 0
  let sumY = 0
  let outline = 0
  for (let i = 0; i < RASTER_LENGTH; i++) {
    const x = i % RASTER_SIZE
    const ink = raster[i]
    mass += ink
    sumX += ink * x
    sumY += ink * Math.floor(i / RASTER_SIZE)
    const right = x + 1 < RASTER_SIZE ? raster[i + 1] : 0
    const below = raster[i + RASTER_SIZE] ?? 0
    // Total variation: the length of all contours, averaged over their levels.
    outline += Math.hypot(right - ink, below - ink)
  }
  return {
    mass,
    strokeWidth: (2 * mass) / outline,
    inked: raster.filter((ink) => ink > 0).length,
    full: raster.filter((ink) => ink >= FULL).length,
    side: longerSide(raster),
    centreX: sumX / mass,
    centreY: sumY / mass,
  }
}

function longerSide(raster: Float32Array): number {
  const inside = [...raster.keys()].filter((i) => raster[i] >= INSIDE)
  const span = (indices: number[]) => Math.max(...indices) - Math.min(...indices) + 1
  return Math.max(
    span(inside.map((i) => i % RASTER_SIZE)),
    span(inside.map((i) => Math.floor(i / RASTER_SIZE))),
  )
}

const MEASURES = ['mass', 'strokeWidth', 'inked', 'full', 'side', 'centreX', 'centreY'] as const

interface Row extends Measure {
  readonly source: string
  readonly penWidth?: number
  readonly count: number
}

interface Labelled {
  readonly label: string
  readonly raster: Float32Array
}

/** The mean over labels of the mean over the label's rasters, so that the mix of digits has no say. */
function average(source: string, rasters: readonly Labelled[], penWidth?: number): Row {
  const byLabel = Map.groupBy(rasters, ({ label }) => label)
  const sums: Record<string, number> = {}
  for (const members of byLabel.values()) {
    for (const { raster } of members) {
      const one = measure(raster)
      for (const name of MEASURES) {
        sums[name] = (sums[name] ?? 0) + one[name] / members.length / byLabel.size
      }
    }
  }
  return { source, penWidth, count: rasters.length, ...(sums as Record<keyof Measure, number>) }
}

function fromImages(samples: readonly RasterSample[]): Labelled[] {
  return samples.map(({ raster, label }) => ({
    label,
    raster: Float32Array.from(raster, (value) => value / 255),
  }))
}

function fromInk(samples: readonly InkSample[], penWidth: number): Labelled[] {
  return samples.map(({ ink, label }) => ({ label, raster: rasterize(ink, { penWidth }) }))
}

/** The pen width at which rows of one source reach a value of MNIST's, linear between rows. */
function matchingPenWidth(rows: readonly Row[], name: keyof Measure, target: number): number {
  const above = rows.findIndex((row) => row[name] >= target)
  const [a, b] = [rows[above - 1], rows[above]]
  if (!a || !b) return Number.NaN
  const fraction = (target - a[name]) / (b[name] - a[name])
  return a.penWidth! + fraction * (b.penWidth! - a.penWidth!)
}

/** How much pens differ: training may vary its pen width as far. */
function strokeWidthQuantiles(rasters: readonly Labelled[]): Record<string, number> {
  const widths = rasters.map(({ raster }) => measure(raster).strokeWidth).sort((a, b) => a - b)
  const at = (quantile: number) => widths[Math.floor(quantile * (widths.length - 1))]
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) }
}

export async function run(): Promise<void> {
  const images = fromImages((await loadMnist()).train)
  const mnist = average('mnist', images)
  const mnistStrokeWidth = strokeWidthQuantiles(images)
  const sources = {
    pendigits: (await loadPendigits()).train,
    unipen: (await loadUnipen(['1a'])).train,
  }
  const rows = Object.entries(sources).flatMap(([source, samples]) =>
    PEN_WIDTHS.map((penWidth) => average(source, fromInk(samples, penWidth), penWidth)),
  )
  const matches = Object.keys(sources).map((source) => {
    const own = rows.filter((row) => row.source === source)
    return {
      source,
      byMass: matchingPenWidth(own, 'mass', mnist.mass),
      byStrokeWidth: matchingPenWidth(own, 'strokeWidth', mnist.strokeWidth),
    }
  })
  printTable([mnist, ...rows])
  console.log('The pen width that matches MNIST:')
  printTable(matches)
  console.log('The stroke widths of MNIST:')
  printTable([mnistStrokeWidth])
  const command = 'npm run bench ink-match'
  await writeResult('ink-match', { command, mnist, mnistStrokeWidth, rows, matches })
}
