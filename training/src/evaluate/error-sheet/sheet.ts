import { bounds, type Ink } from '@edgeink/ink'
import { createReader, type Sample } from '../../pipeline/reader.ts'
import {
  type Colour,
  createPicture,
  drawLine,
  drawText,
  fillRectangle,
  lineHeight,
  type Picture,
  type Place,
} from './picture.ts'

/** A misread sample. */
export interface Misread {
  readonly sample: Sample
  readonly read: string
  /** Probability of what was read. */
  readonly confidence: number
}

const PIXEL = 3
const BOX = 28 * PIXEL
const GAP = 6
const TEXT = 2
const COLUMNS = 8
const CELL = { width: 2 * BOX + 3 * GAP, height: BOX + 2 * GAP + 2 * lineHeight(TEXT) }
const PAPER: Colour = [255, 255, 255]
const FRAME: Colour = [238, 238, 238]
const WORDS: Colour = [40, 40, 40]

/**
 * Draws a sheet of errors. Each shows the raster that the model saw, beside it the path of the pen from blue to red,
 * and below `label > read, probability` and the writer.
 */
export function drawErrorSheet(errors: readonly Misread[]): Picture {
  const rows = Math.max(1, Math.ceil(errors.length / COLUMNS))
  const sheet = createPicture(COLUMNS * CELL.width, rows * CELL.height, PAPER)
  errors.forEach((error, i) => {
    const x = (i % COLUMNS) * CELL.width
    drawError(sheet, error, { x, y: Math.floor(i / COLUMNS) * CELL.height })
  })
  return sheet
}

function drawError(sheet: Picture, { sample, read, confidence }: Misread, { x, y }: Place): void {
  const left = { x: x + GAP, y: y + GAP }
  const right = { x: left.x + BOX + GAP, y: left.y }
  drawRaster(sheet, rasterOf(sample), left)
  fillRectangle(sheet, right, { width: BOX, height: BOX }, FRAME)
  if (sample.source !== 'mnist') drawPath(sheet, sample.ink, right)
  const caption = `${sample.label} > ${read} ${(100 * confidence).toFixed(0)}%`
  const below = { x: left.x, y: left.y + BOX + TEXT }
  drawText(sheet, caption, below, TEXT, WORDS)
  const source = sample.source === 'mnist' ? sample.source : sample.writer
  // The end of a long name tells writers apart.
  const shown = source.slice(-Math.floor((CELL.width - GAP) / (4 * TEXT)))
  drawText(sheet, shown, { x: below.x, y: below.y + lineHeight(TEXT) }, TEXT, WORDS)
}

function rasterOf(sample: Sample): Float32Array {
  const reader = createReader({
    view: 'raster',
    augment: false,
    labels: [sample.label],
    samples: [sample],
  })
  const raster = new Float32Array(28 * 28)
  reader.read(0, raster)
  return raster
}

function drawRaster(sheet: Picture, raster: Float32Array, { x, y }: Place): void {
  raster.forEach((value, i) => {
    const grey = Math.round(255 * value)
    const place = { x: x + PIXEL * (i % 28), y: y + PIXEL * Math.floor(i / 28) }
    fillRectangle(sheet, place, { width: PIXEL, height: PIXEL }, [grey, grey, grey])
  })
}

function drawPath(sheet: Picture, ink: Ink, { x, y }: Place): void {
  const { minX, minY, width, height } = bounds(ink)
  const scale = (BOX - 2 * GAP) / (Math.max(width, height) || 1)
  const toPlace = (point: Place) => ({
    x: x + GAP + (point.x - minX) * scale,
    y: y + GAP + (point.y - minY) * scale,
  })
  const total = ink.reduce((sum, { points }) => sum + points.length, 0)
  let drawn = 0
  for (const { points } of ink) {
    points.forEach((point, i) => {
      const share = drawn++ / total
      const colour: Colour = [Math.round(220 * share), 30, Math.round(220 * (1 - share))]
      drawLine(sheet, toPlace(points[Math.max(0, i - 1)]), toPlace(point), colour)
    })
  }
}
